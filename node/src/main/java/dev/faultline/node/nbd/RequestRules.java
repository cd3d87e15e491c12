package dev.faultline.node.nbd;

/** Which requests make sense. */
final class RequestRules {

    private RequestRules() {}

    /**
     * What is wrong with a request, as the error that answers it; 0 when nothing is.
     *
     * @param allocationContext whether the client has asked for {@code base:allocation}
     */
    static int errorIn(Request request, long sizeBytes, boolean allocationContext) {
        return switch (request.command) {
            case Nbd.CMD_DISC, Nbd.CMD_FLUSH -> 0;
            case Nbd.CMD_READ -> {
                boolean tooLong = request.length > Nbd.MOST_BYTES;
                yield tooLong ? Nbd.EINVAL : error(request, Nbd.CMD_FLAG_DF, sizeBytes, Nbd.EINVAL);
            }
            case Nbd.CMD_WRITE -> {
                boolean tooLong = request.length > Nbd.MOST_BYTES;
                yield tooLong ? Nbd.EINVAL : error(request, 0, sizeBytes, Nbd.ENOSPC);
            }
            case Nbd.CMD_TRIM -> error(request, 0, sizeBytes, Nbd.EINVAL);
            case Nbd.CMD_WRITE_ZEROES ->
                    error(request, Nbd.CMD_FLAG_NO_HOLE, sizeBytes, Nbd.ENOSPC);
            case Nbd.CMD_BLOCK_STATUS ->
                    allocationContext
                            ? error(request, Nbd.CMD_FLAG_REQ_ONE, sizeBytes, Nbd.EINVAL)
                            : Nbd.EINVAL;
            case Nbd.CMD_CACHE -> Nbd.ENOTSUP;
            default -> Nbd.EINVAL;
        };
    }

    /**
     * @param flag that the command knows besides FUA, which all may have
     * @param beyond the error when it goes beyond the device's end
     */
    private static int error(Request request, int flag, long sizeBytes, int beyond) {
        if ((request.flags & ~(Nbd.CMD_FLAG_FUA | flag)) != 0 || request.length == 0) {
            return Nbd.EINVAL;
        }
        boolean within =
                request.offset >= 0
                        && request.offset <= sizeBytes
                        && request.length <= sizeBytes - request.offset;
        return within ? 0 : beyond;
    }
}
