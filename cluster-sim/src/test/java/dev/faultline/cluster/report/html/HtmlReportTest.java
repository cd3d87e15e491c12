package dev.faultline.cluster.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.cluster.result.RunResult.LoadSample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlReportTest {

    @Test
    void theExabyteClusterFitsInThreeMegabytes() {
        String html = HtmlReport.text(List.of(MadeUpRun.exabyte().result()));

        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(3_000_000);
    }

    @Test
    void namesNoOtherFile() {
        String html = HtmlReport.text(List.of(MadeUpRun.lab().result()));

        assertThat(html)
                .doesNotContainPattern("<script[^>]* src=")
                .doesNotContain("<link")
                .doesNotContain("@import");
        assertThat(PageParts.style()).doesNotContain("url(");
    }

    @Test
    void everyScriptEndsWhereItShould() {
        String html = HtmlReport.text(List.of(MadeUpRun.lab().result()));

        // the data, the chart library, the page's own
        assertThat(html.split("</script", -1)).hasSize(4);
        assertThat(html.split("<script", -1)).hasSize(4);
    }

    @Test
    void keepsTheLicenceOfTheChartLibrary() {
        assertThat(HtmlReport.text(List.of(MadeUpRun.lab().result())))
                .contains("Licensed to the Apache Software Foundation");
    }

    @Test
    void aHostileNameIsNoMarkupInTheTitle() {
        String html =
                HtmlReport.text(
                        List.of(MadeUpRun.lab().named("</title><b>&{{data}}$1", "x").result()));

        assertThat(html)
                .contains("<title>&lt;/title&gt;&lt;b&gt;&amp;{{data}}$1 · Faultline</title>");
    }

    @Test
    void carriesTheWholeResult() throws IOException {
        JsonNode data = dataOf(HtmlReport.text(List.of(MadeUpRun.lab().result())));

        assertThat(data.get(0).get("digest").stringValue()).isEqualTo("9f3ac1d27be04415");
        assertThat(data.get(0).get("site").get("samples")).hasSize(120);
    }

    @Test
    void needsAResult() {
        assertThatThrownBy(() -> HtmlReport.text(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a report needs at least one result");
    }

    @Test
    void aGapWithoutAPartIsAnError() {
        assertThatThrownBy(() -> Markup.fill("a {{b}}", Map.of("c", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the template has a gap for no part: {{b}}");
    }

    @Test
    void samplesAreWrittenAsDifferences() {
        List<LoadSample> deltas =
                SampleDeltas.deltas(
                        List.of(
                                new LoadSample(0, new byte[] {10, 20}, new byte[] {5}),
                                new LoadSample(9, new byte[] {0, 21}, new byte[] {5})));

        assertThat(deltas.get(0).driveBusy()).containsExactly(10, 20);
        assertThat(deltas.get(1).driveBusy()).containsExactly(-10, 1);
        assertThat(deltas.get(1).nicBusy()).containsExactly(0);
    }

    private static JsonNode dataOf(String html) throws IOException {
        String opening = "id=\"results\">";
        int start = html.indexOf(opening) + opening.length();
        byte[] packed = Base64.getDecoder().decode(html.substring(start, html.indexOf('<', start)));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new JsonMapper().readTree(in);
        }
    }
}
