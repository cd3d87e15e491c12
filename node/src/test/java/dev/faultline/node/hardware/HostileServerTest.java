package dev.faultline.node.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.node.config.Binder;
import dev.faultline.node.config.ConfigFile;
import dev.faultline.node.config.Located;
import dev.faultline.node.config.Problems;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A server written by someone who was not careful. */
final class HostileServerTest {

    private static final String VALID =
            """
            key: mine
            kind: converged
            rack-units: 1
            drive-bays: 12
            drives: [{drive: d5-p5336-122t, count: 10}]
            write-buffer: {drive: scm-buffer-3200g, count: 2}
            nics: [{nic: 400G, count: 2, slot: 5.0 x16}]
            cpu: {cpu: epyc-9555}
            memory: 768 GiB
            chassis-idle-power: 90 W
            psu-efficiency: 94 %
            """;

    @Test
    void isEitherBoundOrToldWhatIsWrong() {
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        String[] words = {
            "count", "-1", "0", "99999999999", "{", "[", "400", "NaN", "%", "x16", "~"
        };
        int bound = 0;
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder(VALID);
            for (int edit = random.nextInt(3); edit > 0; edit--) {
                int at = random.nextInt(text.length());
                int end = Math.min(text.length(), at + random.nextInt(6));
                text.replace(at, end, words[random.nextInt(words.length)]);
            }
            Problems problems = new Problems();

            Located root = ConfigFile.tree(text.toString(), "t.yaml", problems);
            ServerSpec server = root == null ? null : Binder.bind(root, ServerSpec.class, problems);

            bound += server == null ? 0 : 1;
            assertThat(server != null || !problems.isEmpty())
                    .as("seed %d, text %d: %s", seed, i, text)
                    .isTrue();
        }
        // A third of the texts are not edited at all.
        assertThat(bound).isBetween(1000, 2900);
    }
}
