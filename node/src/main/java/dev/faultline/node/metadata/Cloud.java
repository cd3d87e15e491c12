package dev.faultline.node.metadata;

import java.util.Locale;

/** Whose metadata service is served. */
public enum Cloud {
    AZURE,
    GCP,
    AWS,
    OCI;

    /** The service, behaving so. */
    public MetadataService service(Behaviour behaviour) {
        return switch (this) {
            case AZURE -> new AzureService(behaviour);
            case GCP -> new GoogleService(behaviour);
            case AWS -> new AwsService(behaviour);
            case OCI -> new OciService();
        };
    }

    /** As the command line writes it: {@code azure}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
