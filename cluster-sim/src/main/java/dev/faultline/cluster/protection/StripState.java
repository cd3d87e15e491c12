package dev.faultline.cluster.protection;

/** Whether a strip can be read. */
public enum StripState {
    /** It can. */
    HERE,
    /** Not now: its drive is away, and comes back with it. */
    AWAY,
    /** Never again, until a rebuild re-creates it. */
    GONE
}
