package dev.faultline.cluster.maintenance;

import dev.faultline.cluster.failure.Selector;
import dev.faultline.node.config.Default;
import dev.faultline.node.config.Doc;
import dev.faultline.node.config.Key;
import dev.faultline.node.config.Max;
import dev.faultline.node.config.Min;
import dev.faultline.node.config.Positive;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scenario's {@code maintenance}: what is drawn, and what the operator does. */
public record MaintenanceFile(
        @Doc("what the operator does when maintenance is announced") @Default("ignore")
                PolicyKind policy,
        @Doc(
                        "the rule: maintenance leaves every stripe able to survive so many further"
                                + " erasures")
                @Min("0")
                @Default("1")
                int keepRedundancy,
        @Doc("what migrate-first does with a node for which no VM can be had")
                @Default("serialize-nodes")
                PolicyKind fallback,
        @Doc("how migrate-first gets VMs and copies data") @Default("{}") Migration migration,
        @Doc("when the window opens before the policy is done") @Default("platform")
                Deadline atDeadline,
        @Doc("how much later a postponed node is taken") @Positive @Default("7 d") Span postponeBy,
        @Doc("how often a node can be postponed") @Min("1") @Max("1000") @Default("1")
                int postponeTimes,
        @Doc(
                        "from when a policy lets a node go until what it holds is re-created elsewhere; left"
                                + " out: as long as it was announced to take. Where the platform acts by"
                                + " itself, rebuild.wait-for-return holds")
                @Nullable Span waitForReturn,
        @Doc("maintenance that is drawn by the seed; needs until") @Default("[]")
                List<Generate> generate) {

    /** How migrate-first gets VMs and copies data. */
    public record Migration(
            @Doc("probability that a request for a VM is granted") @Max("100 %") @Default("100 %")
                    Ratio success,
            @Doc("from a request until the VM is there, or is refused") @Default("10 min")
                    Span vmAfter,
            @Doc("requests for one node before the fallback takes it") @Min("1") @Default("3")
                    int tries,
            @Doc("from a refusal to the next request") @Default("1 h") Span retryAfter,
            @Doc("VMs that may exist beyond those of the cluster at one time")
                    @Min("0")
                    @Default("1")
                    int quota,
            @Doc("share of every resource guaranteed to copying; it also uses what clients leave")
                    @Positive
                    @Max("100 %")
                    @Default("20 %")
                    Ratio share,
            @Doc("most that one node is copied at; left out: as fast as both ends can") @Positive
                    @Nullable DataRate rate) {}

    /** When the platform's time comes before the policy is done. */
    public enum Deadline {
        PLATFORM,
        POSTPONE
    }

    /**
     * Maintenance that comes at random times, as independent of each other as calls at a switch.
     */
    public record Generate(
            @Doc("what to call it; draws follow from it") String name,
            @Key("of") @Doc("nodes, or what holds nodes") Selector parts,
            @Doc("announcements a year of 365 d, on average, for each part; with together, in all")
                    @Positive
                    double perYear,
            @Doc("all of these parts by one announcement, not each by its own") @Default("false")
                    boolean together,
            @Doc("what it does to a node") Effect effect,
            @Key("for") @Doc("as for maintain in the timeline; so are the following") @Positive
                    @Nullable Span lasting,
            @Default("0 s") Span notice,
            @Default("0 s") Span window,
            @Default("opening") MaintenancePlan.Start starts,
            @Default("vm") MaintenancePlan.Unit per,
            @Default("none") MaintenancePlan.Walk walk,
            @Default("30 min") Span pause,
            @Max("100 %") @Default("50 %") Ratio left,
            @Default("true") boolean startable) {

        /** The same in plain numbers. */
        public MaintenancePlan plan() {
            return new MaintenancePlan(
                    effect,
                    lasting == null ? MaintenancePlan.FOR_EVER : lasting.nanos(),
                    notice.nanos(),
                    window.nanos(),
                    starts,
                    per,
                    walk,
                    pause.nanos(),
                    left.fraction(),
                    startable);
        }
    }
}
