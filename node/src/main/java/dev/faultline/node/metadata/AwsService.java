package dev.faultline.node.metadata;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * EC2's instance metadata service, version 2 (and 1 where tokens are not required).
 *
 * <p>Source: "Retrieve instance metadata", "Use IMDSv2" and "Instance metadata categories" of the
 * EC2 user guide. Identity documents are not signed, so {@code pkcs7} and {@code signature} are
 * left out.
 */
record AwsService(Behaviour behaviour) implements MetadataService {

    private static final String TOKEN = "X-aws-ec2-metadata-token";
    private static final String LIFETIME = "X-aws-ec2-metadata-token-ttl-seconds";
    private static final int MOST_SECONDS = 21600;

    /** Oldest first, as the documentation lists them, with later ones that clients ask for. */
    private static final List<String> VERSIONS =
            List.of(
                    "1.0",
                    "2007-01-19",
                    "2007-03-01",
                    "2007-08-29",
                    "2007-10-10",
                    "2007-12-15",
                    "2008-02-01",
                    "2008-09-01",
                    "2009-04-04",
                    "2011-01-01",
                    "2011-05-01",
                    "2012-01-12",
                    "2014-02-25",
                    "2014-11-05",
                    "2015-10-20",
                    "2016-04-19",
                    "2016-06-30",
                    "2016-09-02",
                    "2018-03-28",
                    "2018-08-17",
                    "2018-09-24",
                    "2019-10-01",
                    "2020-10-27",
                    "2021-01-03",
                    "2021-03-23",
                    "latest");

    @Override
    public Reply answer(Request request, Instance instance, World world, Instant now) {
        if (request.method().equals("PUT")) {
            return token(request, instance, world, now);
        }
        if (!request.isRead()) {
            return Reply.of(
                    error(405, "Method Not Allowed").with("Allow", "GET, HEAD, PUT"), world);
        }
        String token = request.header(TOKEN);
        Instant until = token == null ? null : world.guest().tokens().get(token);
        boolean valid = until != null && now.isBefore(until);
        if (!valid && (token != null || behaviour.tokensRequired())) {
            return Reply.of(error(401, "Unauthorized"), world);
        }
        Response response = found(request, instance, world, now);
        return Reply.of(
                until == null
                        ? response
                        : response.with(
                                LIFETIME, Long.toString(Duration.between(now, until).toSeconds())),
                world);
    }

    private static Reply token(Request request, Instance instance, World world, Instant now) {
        if (request.hasHeader("X-Forwarded-For")
                || !request.steps().equals(List.of("latest", "api", "token"))) {
            return Reply.of(error(403, "Forbidden"), world);
        }
        String lifetime = request.header(LIFETIME);
        int seconds =
                lifetime != null && lifetime.matches("[0-9]{1,6}") ? Integer.parseInt(lifetime) : 0;
        if (seconds < 1 || seconds > MOST_SECONDS) {
            return Reply.of(error(400, "Bad Request"), world);
        }
        GuestState guest = world.guest();
        String token =
                "AQAE"
                        + Ids.hex(
                                "token/%s/%s/%d"
                                        .formatted(
                                                instance.account(),
                                                instance.name(),
                                                guest.tokensGiven()),
                                52);
        Response response =
                Response.of(200, "text/plain", token).with(LIFETIME, Integer.toString(seconds));
        return Reply.of(
                response, world.with(guest.withToken(token, now.plusSeconds(seconds), now)));
    }

    private Response found(Request request, Instance instance, World world, Instant now) {
        List<String> steps = request.steps();
        if (steps.isEmpty()) {
            return Response.of(200, "text/plain", String.join("\n", VERSIONS));
        }
        if (!VERSIONS.contains(steps.getFirst())) {
            return error(404, "Not Found");
        }
        Tree found =
                new AwsInstance(instance, world.platform(), now, behaviour)
                        .tree(steps.getFirst())
                        .find(steps.subList(1, steps.size()));
        if (found == null) {
            return error(404, "Not Found");
        }
        String text =
                found instanceof Tree.Leaf leaf
                        ? leaf.value().toString()
                        : String.join("\n", found.listing());
        return Response.of(200, "text/plain", text);
    }

    /** As the service answers errors: a page, not JSON. */
    private static Response error(int status, String words) {
        return Response.of(
                status,
                "text/html",
                """
                <?xml version="1.0" encoding="iso-8859-1"?>
                <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
                 <head>
                  <title>%d - %s</title>
                 </head>
                 <body>
                  <h1>%1$d - %2$s</h1>
                 </body>
                </html>
                """
                        .formatted(status, words));
    }
}
