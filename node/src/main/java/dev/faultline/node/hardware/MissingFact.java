package dev.faultline.node.hardware;

/** A model needs a figure that nobody has found yet. */
public final class MissingFact extends RuntimeException {

    private final String row;
    private final String field;

    MissingFact(String row, String field) {
        super(
                "catalog row "
                        + row
                        + " does not say its "
                        + field
                        + ", which is needed here: choose another row, or add the value with its"
                        + " source");
        this.row = row;
        this.field = field;
    }

    /** The row's key. */
    public String row() {
        return row;
    }

    /** The key in the catalog file. */
    public String field() {
        return field;
    }
}
