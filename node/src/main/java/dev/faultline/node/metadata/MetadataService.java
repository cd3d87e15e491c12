package dev.faultline.node.metadata;

import java.time.Instant;

/** One cloud's metadata service: a pure function. */
public sealed interface MetadataService
        permits AzureService, GoogleService, AwsService, OciService {

    /** The answer, and the world after it. */
    Reply answer(Request request, Instance instance, World world, Instant now);
}
