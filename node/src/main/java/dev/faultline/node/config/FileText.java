package dev.faultline.node.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a text file of bounded size. */
final class FileText {

    /** The largest shipped file is under 200 kB. */
    static final int LARGEST_BYTES = 16 << 20;

    private FileText() {}

    /** The text, without a byte order mark. */
    static String read(Path file) throws Unusable {
        refuse(!Files.exists(file), "does not exist");
        refuse(Files.isDirectory(file), "is a directory: a YAML file is expected");
        refuse(!Files.isRegularFile(file), "is not a regular file: a YAML file is expected");
        try {
            refuseLarge(Files.size(file));
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
                refuseLarge(bytes.length);
                return decode(bytes);
            }
        } catch (AccessDeniedException e) {
            throw new Unusable("may not be read (permission denied)");
        } catch (CharacterCodingException e) {
            throw new Unusable("is not a text file (its bytes are not UTF-8)");
        } catch (IOException e) {
            throw new Unusable("cannot be read: " + e.getMessage());
        }
    }

    private static void refuseLarge(long bytes) throws Unusable {
        refuse(
                bytes > LARGEST_BYTES,
                "is too large (" + bytes + " bytes): at most " + LARGEST_BYTES + " are read");
    }

    private static void refuse(boolean wrong, String why) throws Unusable {
        if (wrong) {
            throw new Unusable(why);
        }
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        String text =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Why a file has no text to offer; reads on from the file's name: "does not exist". */
    static final class Unusable extends Exception {

        private final String why;

        Unusable(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }
}
