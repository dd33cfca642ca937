package chainrule.nn.save;

import com.google.common.collect.ImmutableMap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// The two SHA-256 sums that a file states about itself, as 64 hexadecimal digits. One covers the
/// data. The other covers the header, with zeros in its own place: without it, a damaged name or
/// shape would be believed.
///
/// @param ofData what the file states, if anything
/// @param ofHeader what the file states, if anything
record Checksums(Optional<String> ofData, Optional<String> ofHeader) {
    private static final String DATA = "chainrule.sha256.data";
    private static final String HEADER = "chainrule.sha256.header";
    private static final String ZEROS = "0".repeat(64);

    static boolean isOne(String metadata) {
        return metadata.equals(DATA) || metadata.equals(HEADER);
    }

    /// The metadata that go into a header at first, before its own sum is known.
    static ImmutableMap<String, String> draft(String dataSum) {
        return ImmutableMap.of(DATA, dataSum, HEADER, ZEROS);
    }

    /// The header with its sum in place of the zeros. Inside a JSON string quotes are escaped, so
    /// the text that is replaced occurs once.
    static String seal(String draft) {
        return draft.replace(field(ZEROS), field(hex(draft)));
    }

    static Checksums in(Path file, Map<String, String> metadata) {
        Checksums stated =
                new Checksums(
                        Optional.ofNullable(metadata.get(DATA)),
                        Optional.ofNullable(metadata.get(HEADER)));
        if (stated.ofData.isPresent() != stated.ofHeader.isPresent()) {
            throw new SaveException(
                    file, "one of its two checksums is missing: the file is damaged");
        }
        return stated;
    }

    void checkHeader(Path file, String json) {
        ofHeader.ifPresent(
                sum -> check(file, "header", sum, hex(json.replace(field(sum), field(ZEROS)))));
    }

    void checkData(Path file, MessageDigest digest) {
        ofData.ifPresent(sum -> check(file, "data", sum, hex(digest)));
    }

    private static void check(Path file, String part, String stated, String found) {
        if (!stated.equals(found)) {
            throw new SaveException(
                    file,
                    "the %s part is not what was written, by its checksum: the file is damaged"
                            .formatted(part));
        }
    }

    private static String field(String sum) {
        return "\"%s\":\"%s\"".formatted(HEADER, sum);
    }

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String hex(String text) {
        MessageDigest digest = start();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return hex(digest);
    }
}
