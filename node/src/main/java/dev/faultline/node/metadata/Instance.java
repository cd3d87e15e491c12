package dev.faultline.node.metadata;

import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a guest can be told of itself, in no cloud's words. Identifiers that a cloud would assign
 * (UUIDs, OCIDs, resource names) follow from {@code account} and {@code name}.
 *
 * @param name unique within the account; also the host name
 * @param account what stands for a subscription, project, account or tenancy
 * @param tags of the VM, in order
 * @param userData given at creation; null for none
 */
public record Instance(
        String name,
        String account,
        Shape shape,
        Placement placement,
        Address address,
        Map<String, String> tags,
        @Nullable String userData) {

    /**
     * The VM's size.
     *
     * @param name as the provider writes it
     * @param memoryBytes 0 where it is not known
     * @param accelerators GPUs
     * @param liveMigrates whether the platform moves it while it runs; otherwise it is stopped
     */
    public record Shape(
            String name, int vcpus, long memoryBytes, int accelerators, boolean liveMigrates) {}

    /**
     * Where it stands.
     *
     * @param zone the provider's name for it, such as {@code us-east-1a}; Azure's is a number
     * @param group the availability set, placement policy or placement group
     * @param failureDomain from 0; empty where there is none
     * @param updateDomain from 0; empty where there is none
     * @param rack a name for the rack; null where it is not known
     */
    public record Placement(
            String region,
            String zone,
            String group,
            OptionalInt failureDomain,
            OptionalInt updateDomain,
            @Nullable String rack) {}

    /**
     * Its primary interface.
     *
     * @param ipv4 private, dotted
     * @param subnet its network address, dotted
     * @param prefixBits of the subnet
     * @param mac with colons, in lower case
     */
    public record Address(String ipv4, String subnet, int prefixBits, String mac) {}
}
