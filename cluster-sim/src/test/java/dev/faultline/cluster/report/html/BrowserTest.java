package dev.faultline.cluster.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faultline.cluster.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Reports in a real browser: that every chart has drawn, time moves the map, and nothing is asked
 * of a network. Leaves pictures under {@code target/screenshots}.
 */
class BrowserTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;
    private static final String PAGE = "faultline.page.tabs.panels[0].firstElementChild";

    /** Names of charts of which no canvas has two colours. */
    private static final String BLANK_CHARTS =
            """
            faultline.drawing.drawings.filter(({element}) => {
              const canvas = element.querySelector('canvas');
              const pixels = canvas && new Uint32Array(canvas.getContext('2d')
                .getImageData(0, 0, canvas.width, canvas.height).data.buffer);
              return !pixels || pixels.every(pixel => pixel === pixels[0]);
            }).map(({name}) => name).join()
            """;

    private static final String MAP_PIXELS =
            "document.querySelector('.map-canvas canvas').toDataURL()";
    private static final String NEXT_FRAMES =
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

    @TempDir private static Path folder;
    private static Chromium chromium;
    private static boolean exabyteIsOpen;

    @BeforeAll
    static void startBrowser() throws IOException {
        assumeTrue(Chromium.binary().isPresent(), "Chromium is not installed");
        chromium = Chromium.start();
        chromium.preferColours("light");
    }

    @AfterAll
    static void stopBrowser() throws IOException {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void everyChartOfTheExabyteClusterHasDrawn() throws IOException {
        openExabyte();

        assertThat(value("faultline.drawing.drawings.map(d => d.name).sort().join()").stringValue())
                .isEqualTo(
                        "causes,changes,maintenance,map,power,racks,redundancy,sankey-read,sankey-rebuild,"
                                + "sankey-write,throughput,utilisation");
        assertThat(value(BLANK_CHARTS).stringValue()).isEmpty();
        assertNothingElseHappened();
    }

    @Test
    void theSliderMovesTheMapAndTheCharts() throws IOException {
        openExabyte();
        value(PAGE + ".player.to(0); " + NEXT_FRAMES);
        String before = value(MAP_PIXELS).stringValue();

        value(
                "document.querySelector('input[type=range]').value = 150;"
                        + "document.querySelector('input[type=range]')"
                        + ".dispatchEvent(new Event('input'))");
        value(NEXT_FRAMES);

        // 150 of 1000 of 24 h is 3.6 h: the rack with 240 drives and one more drive are lost
        assertThat(value(MAP_PIXELS).stringValue()).isNotEqualTo(before);
        assertThat(text(".clock")).isEqualTo("3 h 36 min");
        assertThat(text(".facts")).contains("lost 241 drives");
        assertThat(
                        value(
                                        "[...document.querySelectorAll('.now')].every(line =>"
                                                + " parseFloat(line.style.transform.slice(11)) > 100)")
                                .booleanValue())
                .isTrue();
        assertNothingElseHappened();
    }

    @Test
    void movingThroughTimeIsSmoothWithTwelveThousandDrives() throws IOException {
        openExabyte();

        double millis =
                value(
                                """
                                (async () => {
                                  const frame = () => new Promise(requestAnimationFrame);
                                  const took = [];
                                  for (let i = 1; i <= 20; i++) {
                                    const start = performance.now();
                                    %s.player.to(i * 3000);
                                    await frame();
                                    took.push(performance.now() - start);
                                  }
                                  return took.sort((a, b) => a - b)[10];
                                })()
                                """
                                        .formatted(PAGE))
                        .doubleValue();

        // a shared machine without a graphics card: far slower than the one it is read on
        assertThat(millis).isLessThan(250);
    }

    @Test
    void playingMovesTimeUntilPaused() throws IOException {
        open(MadeUpRun.lab().result());

        value("document.querySelector('.play').click(); " + NEXT_FRAMES);
        value("new Promise(done => setTimeout(done, 200))");
        value("document.querySelector('.play').click()");
        double paused = value(PAGE + ".player.seconds").doubleValue();
        value(NEXT_FRAMES);

        assertThat(paused).isPositive();
        assertThat(value(PAGE + ".player.seconds").doubleValue()).isEqualTo(paused);
    }

    @Test
    void pointingAtAPartNamesItAndItsNumbers() throws IOException {
        openExabyte();
        value(PAGE + ".player.to(3.1 * 3600)");
        JsonNode at =
                value(
                        """
                        (() => {
                          const {map} = %s;
                          map.canvas.scrollIntoView();
                          const drive = map.site.find('drive/r17/n3/d5').index;
                          const box = map.canvas.getBoundingClientRect();
                          return [box.x + map.layout.drives[2 * drive],
                            box.y + map.layout.drives[2 * drive + 1]];
                        })()
                        """
                                .formatted(PAGE));

        chromium.moveMouse(at.get(0).doubleValue(), at.get(1).doubleValue());

        assertThat(text(".map-tip"))
                .contains("drive r17/n3/d5")
                .contains("lost since 1 h")
                .containsPattern("media \\d+ % busy");
    }

    @Test
    void aNodeTellsWhichOfItsBufferDrivesAreNotWell() throws IOException {
        openExabyte();
        value(PAGE + ".player.to(3.1 * 3600)");

        JsonNode lines =
                value(
                        """
                        (() => {
                          const {map} = %s;
                          return map.describe({rack: 2, node: map.site.find('node/r2/n0').index});
                        })()
                        """
                                .formatted(PAGE));

        assertThat(lines.toString())
                .contains("\"node r2/n0\"", "\"slow since 2 h\"")
                .contains("\"write-buffer drive b1 lost\"");
    }

    @Test
    void theKeyboardWalksTheMap() throws IOException {
        open(MadeUpRun.lab().result());
        value("document.querySelector('.map-canvas').focus()");

        chromium.press("ArrowRight");
        chromium.press("ArrowRight");

        assertThat(text(".map-tip")).contains("drive r0/n0/d0");
    }

    @Test
    void severalScenariosAreComparedInFrontAndReachedByKeyboard() throws IOException {
        open(
                MadeUpRun.exabyte().result(),
                MadeUpRun.lab().result(),
                MadeUpRun.lab().named("Again", "Lab").result());

        assertThat(value("document.querySelectorAll('[role=tab]').length").intValue()).isEqualTo(4);
        assertThat(value(BLANK_CHARTS).stringValue()).isEmpty();
        assertThat(
                        value(
                                        "new Set(faultline.drawing.drawings.map(({chart}) =>"
                                                + " JSON.stringify(chart.getOption().yAxis.map(axis"
                                                + " => axis.max)))).size")
                                .intValue())
                .isEqualTo(1);
        chromium.screenshot(PICTURES.resolve("comparison-light.png"));

        value("document.querySelector('[role=tab]').focus()");
        chromium.press("ArrowRight");

        assertThat(text("[role=tabpanel]:not([hidden]) h2"))
                .isEqualTo("A rack burns while 160,000 GPUs read");
        assertThat(text("[role=tab][aria-selected=true]"))
                .isEqualTo("A rack burns while 160,000 GPUs read");
        assertNothingElseHappened();
    }

    @Test
    void hostileNamesAreTextAndBreakNothing() throws IOException {
        String hostile =
                "</script><script>hacked=1</script><img src=x onerror=hacked=1>\"'&amp;{{data}}${1}"
                        + "{b}\u202e\u05e9\u05dc\u05d5\u05dd\u0000__proto__"
                        + "long".repeat(120);
        RunResult result = Changed.withWords(hostile, MadeUpRun.lab().result());
        open(result, MadeUpRun.lab().result());
        value("faultline.page.tabs.open(1)");

        assertThat(value("typeof hacked").stringValue()).isEqualTo("undefined");
        assertThat(value("document.querySelectorAll('main img, main script').length").intValue())
                .isZero();
        assertThat(text("[role=tabpanel]:not([hidden]) h2")).startsWith("</script><script>");
        assertThat(value("document.title").stringValue()).startsWith("</script><script>");
        assertThat(value(BLANK_CHARTS).stringValue()).isEmpty();
        assertThat(value("document.documentElement.scrollWidth").intValue())
                .isLessThanOrEqualTo(WIDTH);
        chromium.screenshot(PICTURES.resolve("hostile-light.png"));
        assertNothingElseHappened();
    }

    @Test
    void tooltipsShowHostileNamesAsText() throws IOException {
        open(Changed.withWords("<img src=x onerror=hacked=1>", MadeUpRun.lab().result()));

        value(
                """
                (() => {
                  const {chart} = faultline.drawing.drawings.find(d => d.name === 'throughput');
                  chart.dispatchAction({type: 'showTip', x: 300, y: 100});
                  return new Promise(done => setTimeout(done, 100));
                })()
                """);

        assertThat(text(".tip")).contains("<img src=x onerror=hacked=1>training, served");
        assertThat(value("document.querySelectorAll('img').length").intValue()).isZero();
        assertNothingElseHappened();
    }

    @Test
    void whatIsUnknownIsSaidToBe() throws IOException {
        open(Changed.knowingLittle(MadeUpRun.lab().result()));

        assertThat(value(BLANK_CHARTS).stringValue()).isEmpty();
        assertThat(text(".tiles")).contains("unknown").doesNotContain("NaN");
        assertThat(text(".power")).contains("Power is unknown");
        assertThat(text(".elevations")).contains("unknown").doesNotContain("NaN");
        assertThat(text("main")).doesNotContain("null").doesNotContain("undefined");
        assertNothingElseHappened();
    }

    @Test
    void durabilityHasAPageOfItsOwn() throws IOException {
        openPage(DurabilityPage.text(MadeUpDurability.result(), "faultline durability x.yaml"));

        assertThat(value("faultline.drawing.drawings.map(d => d.name).sort().join()").stringValue())
                .isEqualTo("causes,changes,methods-0,methods-1");
        assertThat(text(".tiles")).contains("8.68 nines", "134 MB", "76 %", "5.76 times less");
        assertThat(text("main"))
                .contains("one of about 480,000,000 such clusters", "over 4.43", "given")
                .contains("faultline durability x.yaml")
                .doesNotContain("null")
                .doesNotContain("NaN");
        keepBothSchemes("durability");
        assertNothingElseHappened();
    }

    @Test
    void growthHasAPageOfItsOwn() throws IOException {
        openPage(ExpansionPage.text(MadeUpExpansion.result(), "faultline expand x.yaml"));

        assertThat(value("faultline.drawing.drawings.map(d => d.name).join()").stringValue())
                .isEqualTo("served,moved,taken");
        // Two steps of two hours; 80 of 100 GB/s at the least; 0.5 PB is the new half of 1 PB.
        assertThat(text(".answer"))
                .contains("1 PB grow to 4 PB in 2 steps", "strips move for 4 h", "less than 80 %");
        assertThat(text(".steps")).contains("500 TB", "NIC out", "20 → 40");
        assertThat(text(".optional")).contains("Step 2: 16+2 would make 5 PB usable");
        assertThat(text("main"))
                .contains("faultline expand x.yaml")
                .doesNotContain("null")
                .doesNotContain("undefined")
                .doesNotContain("NaN");
        keepBothSchemes("expansion");
        assertNothingElseHappened();
    }

    @Test
    void aBurstMapTellsEveryCell() throws IOException {
        openPage(BurstPage.text(MadeUpDurability.burst(), "faultline burst x.yaml"));

        value(
                """
                (() => {
                  const dataIndex = faultline.page.data.result.cells
                    .findIndex(cell => cell.failures === 10 && cell.racks === 6);
                  faultline.drawing.drawings[0].chart
                    .dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex});
                  return new Promise(done => setTimeout(done, 300));
                })()
                """);

        // 10 failures in 6 racks: 10^((10 - 20) / 2) = 1e-5, sampled
        assertThat(text(".tip"))
                .contains("10 drives in exactly 6 racks", "1.000e-5", "500 bursts drawn");
        assertThat(text("main")).contains("8 racks of 100 drives", "no such burst loses data");
        keepBothSchemes("burst");
        assertNothingElseHappened();
    }

    private static void keepBothSchemes(String name) throws IOException {
        chromium.screenshot(PICTURES.resolve(name + "-light.png"));
        value("document.getElementById('theme').click(); " + NEXT_FRAMES);
        assertThat(value(BLANK_CHARTS).stringValue()).isEmpty();
        chromium.screenshot(PICTURES.resolve(name + "-dark.png"));
    }

    @Test
    void lightDarkAndPrintAreKeptAsPictures() throws IOException {
        keepPictures("lab", MadeUpRun.lab().result());
        keepPictures("exabyte", MadeUpRun.exabyte().result());
    }

    private static void keepPictures(String name, RunResult result) throws IOException {
        open(result);
        value(PAGE + ".player.to(3.1 * 3600)");
        value(NEXT_FRAMES);
        chromium.screenshot(PICTURES.resolve(name + "-light.png"));

        value("document.getElementById('theme').click(); " + NEXT_FRAMES);
        chromium.screenshot(PICTURES.resolve(name + "-dark.png"));
        assertThat(value("getComputedStyle(document.body).backgroundColor").stringValue())
                .isEqualTo("rgb(16, 20, 24)");

        chromium.pdf(PICTURES.resolve(name + "-print.pdf"));
        chromium.resize(720, HEIGHT);
        chromium.medium("print");
        value("dispatchEvent(new Event('beforeprint')); " + NEXT_FRAMES);
        assertThat(value("getComputedStyle(document.querySelector('h2')).color").stringValue())
                .isEqualTo("rgb(22, 32, 42)");
        assertThat(value(BLANK_CHARTS).stringValue()).isEmpty();
        chromium.screenshot(PICTURES.resolve(name + "-print.png"));
        value("dispatchEvent(new Event('afterprint'))");
        chromium.medium("");
        chromium.preferColours("light");
        assertNothingElseHappened();
    }

    /** Opens it unless it is open: it takes a while, and each test sets the time it needs. */
    private static void openExabyte() throws IOException {
        if (!exabyteIsOpen) {
            open(MadeUpRun.exabyte().result());
            exabyteIsOpen = true;
        }
    }

    private static void open(RunResult... results) throws IOException {
        openPage(HtmlReport.text(List.of(results)));
    }

    private static void openPage(String html) throws IOException {
        exabyteIsOpen = false;
        Path file = folder.resolve("report.html");
        Files.writeString(file, html);
        chromium.open(file, WIDTH, HEIGHT);
    }

    private static JsonNode value(String expression) throws IOException {
        return chromium.evaluate(expression);
    }

    private static String text(String selector) throws IOException {
        return value("document.querySelector('" + selector + "').innerText").stringValue();
    }

    /** No word on the console, and no request but the one for the file itself. */
    private static void assertNothingElseHappened() {
        assertThat(chromium.console()).isEmpty();
        assertThat(chromium.requests())
                .singleElement()
                .satisfies(address -> assertThat(address).endsWith("/report.html"));
    }
}
