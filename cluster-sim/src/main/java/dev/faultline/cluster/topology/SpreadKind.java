package dev.faultline.cluster.topology;

import dev.faultline.node.hardware.VmSpec.Provider;

/**
 * How a provider spreads VMs over what may fail or be updated together, with the published limits.
 */
public enum SpreadKind {
    /** Azure: up to 3 fault domains and 20 update domains, 5 of these unless asked otherwise. */
    AVAILABILITY_SET(Provider.AZURE, 3, 20, 5),
    /** Azure, uniform orchestration: up to 5 fault domains, and 5 update domains. */
    SCALE_SET(Provider.AZURE, 5, 5, 5),
    /** Google: a spread placement policy of up to 8 availability domains. */
    SPREAD(Provider.GCP, 8, 0, 0),
    /** AWS: up to 7 partitions in an availability zone. */
    PARTITION(Provider.AWS, 7, 0, 0),
    /** OCI: 3 fault domains in an availability domain. */
    FAULT_DOMAINS(Provider.OCI, 3, 0, 0);

    private final Provider provider;
    private final int mostFailureDomains;
    private final int mostUpdateDomains;
    private final int usualUpdateDomains;

    SpreadKind(
            Provider provider,
            int mostFailureDomains,
            int mostUpdateDomains,
            int usualUpdateDomains) {
        this.provider = provider;
        this.mostFailureDomains = mostFailureDomains;
        this.mostUpdateDomains = mostUpdateDomains;
        this.usualUpdateDomains = usualUpdateDomains;
    }

    public Provider provider() {
        return provider;
    }

    public int mostFailureDomains() {
        return mostFailureDomains;
    }

    /** 0 where the provider has none. */
    public int mostUpdateDomains() {
        return mostUpdateDomains;
    }

    /** What the provider makes unless asked otherwise; 0 where it has none. */
    public int usualUpdateDomains() {
        return usualUpdateDomains;
    }

    /** As a file writes it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
