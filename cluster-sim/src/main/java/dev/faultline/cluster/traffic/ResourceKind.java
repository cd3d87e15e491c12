package dev.faultline.cluster.traffic;

/** Kinds of resources that movement of bytes uses up, with the unit of their capacity. */
public enum ResourceKind {
    /** Share of a drive's time; capacity 1. */
    DRIVE("drive media"),
    /** Bytes per second into a node. */
    NIC_IN("NIC in"),
    /** Bytes per second out of a node. */
    NIC_OUT("NIC out"),
    /** Core-seconds per second. */
    CPU("CPU"),
    /** Share of the time of all of a node's write-buffer drives; capacity 1 where all work. */
    BUFFER("write-buffer media"),
    /** Bytes per second that a provider lets a node read from its local drives. */
    LOCAL_READ("local read cap"),
    /** Bytes per second that a provider lets a node write to its local drives. */
    LOCAL_WRITE("local write cap"),
    /** Bytes per second out of a rack, or a provider's domain. */
    UPLINK_OUT("uplink out"),
    /** Bytes per second into a rack, or a provider's domain. */
    UPLINK_IN("uplink in");

    private final String words;

    ResourceKind(String words) {
        this.words = words;
    }

    /** As results and reports name it. */
    public String words() {
        return words;
    }
}
