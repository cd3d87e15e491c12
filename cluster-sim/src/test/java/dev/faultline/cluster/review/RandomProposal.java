package dev.faultline.cluster.review;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Numbers of a proposal that may grow, one at a time.
 *
 * @param form whether the boxes with the drives serve clients, others do, or a cloud rents them
 * @param media the drives, and those of the write buffer if it has its own
 * @param cores the CPU: one so slow that it binds writing, or a usual one
 * @param nic which of {@link #NICS}
 * @param rest what does not grow: the promise, the write buffer, data reduction
 */
record RandomProposal(
        Form form,
        int domains,
        int nodes,
        int frontEnds,
        int drives,
        int nic,
        Media media,
        String cores,
        String power,
        String data,
        String rest) {

    enum Form {
        CONVERGED,
        DISAGGREGATED,
        RENTED
    }

    enum Media {
        QLC("d5-p5336-61t", "write-buffer: {drive: scm-buffer-3200g, count: 2}"),
        TLC("d7-ps1010-7t", "write-buffer: {drive: scm-buffer-3200g, count: 12}"),
        TLC_ALONE("d7-ps1010-7t", "");

        private final String drive;
        private final String buffer;

        Media(String drive, String buffer) {
            this.drive = drive;
            this.buffer = buffer;
        }
    }

    /** What is made more of. */
    enum Growth {
        NIC,
        DRIVES,
        NODES,
        RACKS,
        POWER
    }

    private static final List<String> NICS = List.of("100G", "200G", "400G");
    private static final List<Form> FORMS =
            List.of(Form.CONVERGED, Form.CONVERGED, Form.DISAGGREGATED, Form.RENTED);
    private static final List<Media> MEDIA =
            List.of(Media.QLC, Media.TLC, Media.TLC, Media.TLC_ALONE);
    private static final List<String> CORES = List.of("lab-cpu", "lab-cpu", "lab-cpu", "epyc-9555");
    private static final List<String> BUFFERS =
            List.of("{mirrors: 2}", "{mirrors: 3}", "{code: 6+2}");

    static RandomProposal of(SplittableRandom random) {
        Form form = FORMS.get(random.nextInt(FORMS.size()));
        int lost = random.nextInt(1, 3);
        // A provider's partitions end at seven.
        int most = form == Form.RENTED ? 7 : 60;
        String rest =
                """
                  tolerate: {failure-domains: %d, drives: %d}
                  metadata: {mirrors: %d, share: %d %%}
                  spare: %d %%
                  max-width: %d
                data-path: {front-end: %s, write-buffer: %s, reduction: %.1f}
                """
                        .formatted(
                                lost,
                                random.nextInt(0, 4),
                                random.nextInt(2, 4),
                                random.nextInt(0, 6),
                                random.nextInt(0, 11),
                                random.nextBoolean() ? 150 : random.nextInt(12, 150),
                                form == Form.DISAGGREGATED ? "front-ends" : "converged",
                                BUFFERS.get(random.nextInt(BUFFERS.size())),
                                random.nextBoolean() ? 1.0 : random.nextDouble(1, 4));
        return new RandomProposal(
                form,
                random.nextInt(3, most),
                random.nextInt(1, 10),
                random.nextInt(1, 6),
                random.nextInt(1, 20),
                random.nextInt(NICS.size() - 1),
                MEDIA.get(random.nextInt(MEDIA.size())),
                CORES.get(random.nextInt(CORES.size())),
                "3 MW",
                "auto",
                rest);
    }

    boolean canGrow(Growth growth) {
        return form != Form.RENTED || growth == Growth.NODES || growth == Growth.RACKS;
    }

    RandomProposal grown(Growth growth) {
        return new RandomProposal(
                form,
                domains + (growth == Growth.RACKS ? 1 : 0),
                nodes + (growth == Growth.NODES ? 1 : 0),
                frontEnds,
                drives + (growth == Growth.DRIVES ? 1 : 0),
                nic + (growth == Growth.NIC ? 1 : 0),
                media,
                cores,
                growth == Growth.POWER ? "9 MW" : power,
                data,
                rest);
    }

    RandomProposal in(String otherData) {
        return new RandomProposal(
                form, domains, nodes, frontEnds, drives, nic, media, cores, power, otherData, rest);
    }

    /**
     * Drives of a failure domain; where they are fewer than strips could be, they limit the code.
     */
    int drivesInDomain() {
        return nodes * (form == Form.RENTED ? RENTED_DRIVES : drives);
    }

    String yaml() {
        return "name: random\n"
                + "site: {power: %s, pue: 1.2, electricity: 0.1 USD/kWh, rack-units: 60}\n"
                        .formatted(power)
                + "nodes:\n"
                + (form == Form.RENTED ? rented() : racked())
                + (form == Form.DISAGGREGATED ? serving() : "")
                + "protection:\n  data: %s\n".formatted(data)
                + rest;
    }

    /** Of an i3en.6xlarge. */
    private static final int RENTED_DRIVES = 2;

    private String rented() {
        return """
          - group: storage
            vm: i3en.6xlarge
            failure-domains: %d
            domain-kind: provider
            placement: partition
            nodes-per-domain: %d
        """
                .formatted(domains, nodes);
    }

    private String racked() {
        return """
          - group: storage
            server:
              kind: %s
              rack-units: 1
              drives: [{drive: %s, count: %d}]
              %s
              nics: [{nic: %s, count: 4, slot: 5.0 x16}]
              %s
              memory: 512 GiB
              chassis-idle-power: 90 W
              chassis-maximum-power: 200 W
              psu-efficiency: 94 %%
              weight: 20 kg
            failure-domains: %d
            nodes-per-rack: %d
        """
                .formatted(
                        form == Form.CONVERGED ? "converged" : "enclosure",
                        media.drive,
                        drives,
                        media.buffer,
                        NICS.get(nic),
                        form == Form.CONVERGED ? "cpu: {cpu: %s}".formatted(cores) : "",
                        domains,
                        nodes);
    }

    private String serving() {
        return """
          - group: front-ends
            server:
              kind: front-end
              rack-units: 1
              nics: [{nic: %s, count: 4, slot: 5.0 x16}]
              cpu: {cpu: %s}
              memory: 512 GiB
              chassis-idle-power: 90 W
              chassis-maximum-power: 200 W
              psu-efficiency: 94 %%
              weight: 16 kg
            in-racks-of: storage
            nodes-per-rack: %d
        """
                .formatted(NICS.get(nic), cores, frontEnds);
    }
}
