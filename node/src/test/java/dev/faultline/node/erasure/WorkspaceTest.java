package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
    private final Workspace.Pool pool = new Workspace.Pool(3, 2);

    @Test
    void isUsedAgain() {
        Workspace first = pool.take();
        Workspace second = pool.take();
        pool.giveBack(first);
        pool.giveBack(second);

        assertThat(List.of(pool.take(), pool.take())).containsExactlyInAnyOrder(first, second);
        assertThat(pool.take()).isNotIn(first, second);
    }

    @Test
    void keepsSixtyFour() {
        List<Workspace> taken = Stream.generate(pool::take).limit(66).toList();
        taken.forEach(pool::giveBack);

        Set<Workspace> known = new HashSet<>(taken);
        List<Workspace> again = Stream.generate(pool::take).limit(66).toList();

        assertThat(again.stream().filter(known::contains)).hasSize(64);
    }

    @Test
    void forgetsTheCallersMemory() {
        Workspace workspace = pool.take();
        Stripe stripe = Stripe.of(new byte[3][1]);
        for (int slot = 0; slot < 3; slot++) {
            workspace.slots().place(slot, stripe, slot);
        }

        pool.giveBack(workspace);

        for (int slot = 0; slot < 3; slot++) {
            int cleared = slot;
            assertThatThrownBy(() -> workspace.slots().strip(cleared))
                    .hasMessage("strip " + slot + " is not in place");
        }
    }

    @Test
    void hasRoomOfEitherKindAllocatedOnce() {
        Workspace workspace = pool.take();

        for (boolean isNative : new boolean[] {true, false}) {
            assertThat(workspace.tiles(isNative).isNative()).isEqualTo(isNative);
            assertThat(workspace.tiles(isNative).byteSize()).isEqualTo(2 * 8192);
            assertThat(workspace.tiles(isNative)).isSameAs(workspace.tiles(isNative));
        }
    }
}
