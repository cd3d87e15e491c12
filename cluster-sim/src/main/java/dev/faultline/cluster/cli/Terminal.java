package dev.faultline.cluster.cli;

/**
 * What stdout is.
 *
 * @param colour whether colour helps: a terminal, and NO_COLOR is not set
 * @param width columns
 */
record Terminal(boolean colour, int width) {

    private static final int USUAL_WIDTH = 100;

    static Terminal ofStdout() {
        String columns = System.getenv("COLUMNS");
        boolean wide = columns != null && columns.matches("\\d{2,3}");
        boolean colour =
                System.console() != null
                        && System.console().isTerminal()
                        && System.getenv("NO_COLOR") == null;
        return new Terminal(colour, wide ? Integer.parseInt(columns) : USUAL_WIDTH);
    }
}
