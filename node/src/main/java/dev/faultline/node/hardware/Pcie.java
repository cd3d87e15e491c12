package dev.faultline.node.hardware;

import dev.faultline.node.units.RefusedArgument;
import dev.faultline.node.units.Written;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PCI Express slot or connector: its generation and its lanes, "5.0 x16". */
@Written(
        what = "a PCIe generation and a number of lanes",
        pattern = "^[3-7](\\.0)? x(1|2|4|8|16)$",
        examples = {"5.0 x16", "4.0 x8"})
public record Pcie(int generation, int lanes) {

    private static final Pattern FORM = Pattern.compile("([3-7])(?:\\.0)? ?x(1|2|4|8|16)");

    /** Reads "5.0 x16". */
    public static Pcie parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new RefusedArgument(
                    "\"" + text + "\" is no PCIe slot: expected such as 5.0 x16 or 4.0 x8");
        }
        return new Pcie(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** What a card and the slot that it sits in agree on. */
    public Pcie limitedBy(Pcie other) {
        return new Pcie(Math.min(generation, other.generation), Math.min(lanes, other.lanes));
    }

    @Override
    public String toString() {
        return generation + ".0 x" + lanes;
    }
}
