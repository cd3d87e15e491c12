package dev.faultline.cluster.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Aligned columns of text, two spaces apart; numbers stand at the right. */
final class TextTable {

    private final List<List<String>> lines = new ArrayList<>();
    private final List<Boolean> right;
    private final int[] widths;

    TextTable(List<String> titles, List<Boolean> right) {
        this.right = List.copyOf(right);
        this.widths = new int[titles.size()];
        add(titles);
    }

    void add(List<String> cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], cells.get(i).length());
        }
        lines.add(List.copyOf(cells));
    }

    void print(PrintWriter out) {
        for (List<String> cells : lines) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - cells.get(i).length());
                line.append(i == 0 ? "" : "  ");
                line.append(right.get(i) ? pad + cells.get(i) : cells.get(i) + pad);
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
