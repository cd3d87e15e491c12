package dev.faultline.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.report.JsonReport;
import dev.faultline.cluster.report.html.SmallResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReportCommandTest {

    @TempDir private Path folder;
    private Path kept;
    private Path html;
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void keepAResult() throws IOException {
        kept = folder.resolve("kept.json");
        html = folder.resolve("report.html");
        Files.writeString(kept, JsonReport.text(List.of(SmallResult.result())));
    }

    @Test
    void drawsAKeptResult() {
        assertThat(report(kept)).isZero();
        assertThat(html).content().startsWith("<!DOCTYPE html>").contains("A rack of the lab");
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void drawsAListOfResultsAndSeveralFiles() throws IOException {
        Path list = folder.resolve("list.json");
        Files.writeString(
                list, JsonReport.text(List.of(SmallResult.result(), SmallResult.result())));

        assertThat(report(kept, list)).isZero();
        assertThat(html).exists();
    }

    @Test
    void aResultOfAnotherVersionIsRefused() throws IOException {
        Path other = changed("faultline-run/1", "faultline-run/9");

        assertRefused(
                other,
                other
                        + ": format: is faultline-run/9; this version reads faultline-run/1: run the"
                        + " scenario again");
    }

    @Test
    void whatIsNoResultIsRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");

        assertRefused(
                other,
                other + ": format: is missing: not a result that faultline run --json wrote");
    }

    @Test
    void brokenJsonIsRefusedWithItsPlace() throws IOException {
        Path broken =
                Files.writeString(folder.resolve("broken.json"), "{\n  \"format\": nonsense}");

        assertThat(report(broken)).isEqualTo(2);
        assertThat(errors.toString()).startsWith(broken + ":2:").contains("is not JSON");
        assertThat(html).doesNotExist();
    }

    @Test
    void aCutOffResultIsRefused() throws IOException {
        String whole = Files.readString(kept);
        Path cut =
                Files.writeString(
                        folder.resolve("cut.json"), whole.substring(0, whole.length() / 2));

        assertThat(report(cut)).isEqualTo(2);
        assertThat(errors.toString()).startsWith(cut.toString()).contains("is not JSON");
        assertThat(html).doesNotExist();
    }

    @Test
    void binaryJunkIsRefused() throws IOException {
        Path junk = Files.write(folder.resolve("junk.json"), new byte[] {0, -1, -2, 7, 127});

        assertThat(report(junk)).isEqualTo(2);
        assertThat(errors.toString()).startsWith(junk.toString()).hasLineCount(1);
    }

    @Test
    void aMissingPartIsNamed() throws IOException {
        Path without = changed("\"what\":\"lose rack/2\",", "");

        assertRefused(without, without + ": faults[0].what: is missing");
    }

    @Test
    void aMissingNumberIsNamed() throws IOException {
        Path without = changed("\"simulatedSeconds\":86400.0,", "");

        assertThat(report(without)).isEqualTo(2);
        assertThat(errors.toString()).contains("simulatedSeconds");
        assertThat(html).doesNotExist();
    }

    @Test
    void wordsInPlaceOfANumberAreNamed() throws IOException {
        Path wrong = changed("\"simulatedSeconds\":86400.0", "\"simulatedSeconds\":\"a day\"");

        assertThat(report(wrong)).isEqualTo(2);
        assertThat(errors.toString()).startsWith(wrong + ": simulatedSeconds: ").contains("a day");
    }

    @Test
    void everyProblemOfEveryFileIsReported() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "[{}, 3]");
        Path absent = folder.resolve("absent.json");

        assertThat(report(kept, other, absent)).isEqualTo(2);
        assertThat(errors.toString().lines())
                .containsExactlyInAnyOrder(
                        absent + ": there is no such file",
                        other
                                + ": [0].format: is missing: not a result that faultline run --json"
                                + " wrote",
                        other
                                + ": [1].format: is missing: not a result that faultline run --json"
                                + " wrote");
        assertThat(html).doesNotExist();
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        html = folder.resolve("nowhere/report.html");

        assertThat(report(kept)).isEqualTo(2);
        assertThat(errors.toString()).contains("there is no such folder");
    }

    private void assertRefused(Path file, String message) {
        assertThat(report(file)).isEqualTo(2);
        assertThat(errors.toString().strip()).isEqualTo(message);
        assertThat(html).doesNotExist();
    }

    private Path changed(String from, String to) throws IOException {
        String text = Files.readString(kept);
        assertThat(text).contains(from);
        return Files.writeString(folder.resolve("changed.json"), text.replace(from, to));
    }

    private int report(Path... files) {
        CommandLine command = Faultline.commandLine();
        command.setErr(new PrintWriter(errors, true));
        command.setOut(new PrintWriter(new StringWriter(), true));
        String[] arguments = new String[files.length + 3];
        arguments[0] = "report";
        for (int i = 0; i < files.length; i++) {
            arguments[i + 1] = files[i].toString();
        }
        arguments[files.length + 1] = "--html";
        arguments[files.length + 2] = html.toString();
        return command.execute(arguments);
    }
}
