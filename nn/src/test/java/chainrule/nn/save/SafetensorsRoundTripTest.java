package chainrule.nn.save;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Booleans;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import com.google.common.primitives.Ints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;

/// Fewer tries than usual, since each forces a file to the disk.
class SafetensorsRoundTripTest {
    private final Path file = temporary();

    private static Path temporary() {
        try {
            return Files.createTempFile("properties", ".safetensors");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @AfterProperty
    void removeFile() throws IOException {
        Files.deleteIfExists(file);
    }

    @Property(tries = 300)
    void everyFileIsReadAsItWasWritten(@ForAll("contents") TensorFile content) {
        Safetensors.write(file, content);
        TensorFile read = Safetensors.read(file);
        assertThat(read).isEqualTo(content);
        assertThat(read.tensors().keySet()).containsExactlyElementsOf(content.tensors().keySet());
    }

    @Property(tries = 300)
    void everyCutIsNoticed(@ForAll("contents") TensorFile content, @ForAll @IntRange int at)
            throws IOException {
        Safetensors.write(file, content);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, at % bytes.length));
        assertThatExceptionOfType(SaveException.class).isThrownBy(() -> Safetensors.read(file));
    }

    @Property(tries = 300)
    void everyFlippedBitIsNoticed(
            @ForAll("contents") TensorFile content,
            @ForAll @IntRange int at,
            @ForAll @IntRange(max = 7) int bit)
            throws IOException {
        Safetensors.write(file, content);
        byte[] bytes = Files.readAllBytes(file);
        bytes[at % bytes.length] ^= (byte) (1 << bit);
        Files.write(file, bytes);
        assertThatExceptionOfType(SaveException.class).isThrownBy(() -> Safetensors.read(file));
    }

    @Property
    void randomBytesAreRefusedOrRead(@ForAll byte[] bytes, @ForAll("json") String json)
            throws IOException {
        byte[] header = json.getBytes(UTF_8);
        byte[] whole = Arrays.copyOf(new byte[] {(byte) header.length}, 8 + header.length);
        System.arraycopy(header, 0, whole, 8, header.length);
        for (byte[] hostile : new byte[][] {bytes, whole}) {
            Files.write(file, hostile);
            try {
                assertThat(Safetensors.read(file).tensors()).isNotNull();
            } catch (SaveException refused) {
                assertThat(refused).hasMessageStartingWith(file + ": ");
            }
        }
    }

    @Provide
    Arbitrary<String> json() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        "\"",
                        ":",
                        ",",
                        "\"dtype\"",
                        "\"F64\"",
                        "\"shape\"",
                        "\"data_offsets\"",
                        "\"w\"",
                        "0",
                        "-1",
                        "1e400",
                        "9999999999999",
                        "null",
                        "true",
                        "__metadata__",
                        "\\u",
                        " ",
                        "\0")
                .list()
                .ofMaxSize(14)
                .map(parts -> "{" + String.join("", parts))
                .filter(text -> text.length() < 128);
    }

    @Provide
    Arbitrary<TensorFile> contents() {
        Arbitrary<String> texts =
                Arbitraries.strings().ofMaxLength(5).filter(SafetensorsRoundTripTest::isUnicode);
        Arbitrary<ImmutableMap<String, Tensor>> tensors =
                Arbitraries.maps(texts, tensors()).ofMaxSize(4).map(ImmutableMap::copyOf);
        Arbitrary<ImmutableMap<String, String>> metadata =
                Arbitraries.maps(texts, texts).ofMaxSize(3).map(ImmutableMap::copyOf);
        return Combinators.combine(tensors, metadata).as(TensorFile::new);
    }

    private static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    private static Arbitrary<Tensor> tensors() {
        Arbitrary<Shape> shapes =
                Arbitraries.integers()
                        .between(0, 3)
                        .list()
                        .ofMaxSize(3)
                        .map(sizes -> Shape.of(Ints.toArray(sizes)));
        return shapes.flatMap(shape -> {
            int size = shape.size();
            return Arbitraries.oneOf(
                    Arbitraries.doubles()
                            .list()
                            .ofSize(size)
                            .map(x -> Tensor.of(shape, Doubles.toArray(x))),
                    Arbitraries.floats()
                            .list()
                            .ofSize(size)
                            .map(x -> Tensor.floats(shape, Floats.toArray(x))),
                    Arbitraries.integers()
                            .list()
                            .ofSize(size)
                            .map(x -> Tensor.indices(shape, Ints.toArray(x))),
                    Arbitraries.of(true, false)
                            .list()
                            .ofSize(size)
                            .map(x -> Tensor.bools(shape, Booleans.toArray(x))));
        });
    }
}
