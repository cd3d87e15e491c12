package dev.faultline.node.hardware;

import dev.faultline.node.config.Bound;
import dev.faultline.node.config.ConfigFile;
import dev.faultline.node.config.InvalidInput;
import dev.faultline.node.config.Problems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The catalog's files in one folder. Each is read when it is first asked for, and then kept.
 * Reading throws {@link InvalidInput} with everything wrong with the file. Threads may share it.
 */
public final class Catalog {

    private final Supplier<Section<DriveSpec>> drives;
    private final Supplier<NicFile> nicFile;
    private final Supplier<Section<NicSpec>> nics;
    private final Supplier<ServerFile> serverFile;
    private final Supplier<Section<ServerSpec>> servers;
    private final Supplier<VmFile> vmFile;
    private final Supplier<Section<VmSpec>> vms;
    private final Supplier<Section<CpuSpec>> cpus;
    private final Supplier<Section<PriceRow>> prices;
    private final Supplier<Section<ServiceTier>> services;
    private final Supplier<Section<GpuProfile>> gpuProfiles;

    private Catalog(Path folder) {
        drives = section(folder, "drive", DriveFile.class, DriveFile::drives);
        nicFile = once(() -> read(folder.resolve("nics.yaml"), NicFile.class).value());
        nics = once(() -> new Section<>("nic", nicFile().nics()));
        serverFile = once(() -> read(folder.resolve("servers.yaml"), ServerFile.class).value());
        servers = once(() -> new Section<>("server", serverFile().servers()));
        vmFile = once(() -> read(folder.resolve("vms.yaml"), VmFile.class).value());
        vms = once(() -> new Section<>("vm", vmFile.get().vms()));
        cpus = section(folder, "cpu", CpuFile.class, CpuFile::cpus);
        prices = section(folder, "price", PriceFile.class, PriceFile::prices);
        services = section(folder, "service", ServiceFile.class, ServiceFile::services);
        gpuProfiles =
                section(folder, "gpu-profile", GpuProfileFile.class, GpuProfileFile::gpuProfiles);
    }

    /** The catalog in a folder; no file of it is read yet. */
    public static Catalog load(Path folder) {
        return new Catalog(folder);
    }

    public Section<DriveSpec> drives() {
        return drives.get();
    }

    public Section<NicSpec> nics() {
        return nics.get();
    }

    /** What links and slots leave of a NIC's line rate. */
    public LinkFacts links() {
        return nicFile().general();
    }

    public Section<ServerSpec> servers() {
        return servers.get();
    }

    /** Finished products to compare with. */
    public List<ApplianceSpec> appliances() {
        return serverFile().appliances();
    }

    public List<SwitchSpec> switches() {
        return serverFile().switches();
    }

    /** Racks, power supplies, buildings. */
    public List<SiteFact> siteFacts() {
        return serverFile().site();
    }

    public Section<VmSpec> vms() {
        return vms.get();
    }

    /** What the short names in the sources of VM shapes stand for. */
    public Map<String, String> vmSources() {
        return vmFile.get().sources();
    }

    /** A shape's source with its short names written out. */
    public String fullSource(VmSpec vm) {
        return Arrays.stream(vm.source().split(" \\+ "))
                .map(name -> vmSources().getOrDefault(name, name))
                .collect(Collectors.joining(" + "));
    }

    public Section<CpuSpec> cpus() {
        return cpus.get();
    }

    public Section<PriceRow> prices() {
        return prices.get();
    }

    public Section<ServiceTier> services() {
        return services.get();
    }

    /** Rows of a price file of one's own; everything wrong with it is reported. */
    public static List<PriceRow> readPrices(Path file, Problems problems) {
        Bound<PriceFile> bound = read(file, PriceFile.class, problems);
        return bound == null ? List.of() : bound.value().prices();
    }

    /** What GPUs ask of storage. */
    public Section<GpuProfile> gpuProfiles() {
        return gpuProfiles.get();
    }

    /** The record that a file of the catalog binds to, by the file's name without its ending. */
    public static Map<String, Class<?>> fileTypes() {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        types.put("drives", DriveFile.class);
        types.put("nics", NicFile.class);
        types.put("servers", ServerFile.class);
        types.put("vms", VmFile.class);
        types.put("cpus", CpuFile.class);
        types.put("prices", PriceFile.class);
        types.put("services", ServiceFile.class);
        types.put("gpu-profiles", GpuProfileFile.class);
        return types;
    }

    private NicFile nicFile() {
        return nicFile.get();
    }

    private ServerFile serverFile() {
        return serverFile.get();
    }

    private static <F, T extends CatalogRow> Supplier<Section<T>> section(
            Path folder, String kind, Class<F> file, Function<F, List<T>> rows) {
        Path path = folder.resolve(kind + "s.yaml");
        return once(() -> new Section<>(kind, rows.apply(read(path, file).value())));
    }

    /** Binds the file; in a catalog, unlike in a topology, the source of a row is not optional. */
    private static <F> Bound<F> read(Path path, Class<F> type) {
        Problems problems = new Problems();
        Bound<F> bound = read(path, type, problems);
        problems.throwIfAny();
        return Objects.requireNonNull(bound);
    }

    private static <F> @Nullable Bound<F> read(Path path, Class<F> type, Problems problems) {
        Bound<F> bound = ConfigFile.read(path, type, List.of(), problems);
        if (bound != null) {
            CatalogRules.check(bound.root(), problems);
        }
        return bound;
    }

    private static <T> Supplier<T> once(Supplier<T> read) {
        return new Supplier<>() {
            private @Nullable T value;

            @Override
            public synchronized T get() {
                T known = value;
                if (known == null) {
                    known = read.get();
                    value = known;
                }
                return known;
            }
        };
    }

    private record DriveFile(List<DriveSpec> drives) {}

    private record NicFile(LinkFacts general, List<NicSpec> nics) {}

    private record ServerFile(
            List<ServerSpec> servers,
            List<ApplianceSpec> appliances,
            List<SwitchSpec> switches,
            List<SiteFact> site) {}

    private record VmFile(Map<String, String> sources, List<VmSpec> vms) {}

    private record CpuFile(List<CpuSpec> cpus) {}

    private record PriceFile(List<PriceRow> prices) {}

    private record GpuProfileFile(List<GpuProfile> gpuProfiles) {}

    private record ServiceFile(List<ServiceTier> services) {}
}
