package dev.faultline.cluster.preflight;

/** How bad a finding is. */
public enum Severity {
    /** The deployment fails, or loses data when it need not. */
    BLOCKER,
    /** It works, and something will hurt; or what must be so is not known. */
    WARNING,
    /** As it should be, or worth knowing. */
    NOTE
}
