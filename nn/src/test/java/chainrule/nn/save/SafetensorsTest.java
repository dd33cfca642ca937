package chainrule.nn.save;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    private static final Tensor W = Tensor.of(new double[][] {{1, -0.0}, {Double.NaN, 4}});
    private static final TensorFile MIXED =
            new TensorFile(
                    ImmutableMap.<String, Tensor>builder()
                            .put("mask", Tensor.bools(Shape.of(3), true, false, true))
                            .put("b", Tensor.floats(Shape.of(1), 0.1f))
                            .put("W \"ü\"", W)
                            .put("none", Tensor.full(Shape.of(0, 5), 0))
                            .put("step", Tensor.indices(Shape.SCALAR, Integer.MIN_VALUE))
                            .buildOrThrow(),
                    ImmutableMap.of("model", "{\"layers\": 2}", "", "é\n"));

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("model.safetensors");
    }

    private Path raw(String header, int dataBytes) throws IOException {
        return raw(header, new byte[dataBytes]);
    }

    private Path raw(String header, byte[] data) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length);
        bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).put(data);
        return Files.write(file(), bytes.array());
    }

    private static void assertDamaged(Path file, String message) {
        assertThatExceptionOfType(SaveException.class)
                .isThrownBy(() -> Safetensors.read(file))
                .withMessage(file + ": " + message)
                .satisfies(e -> assertThat(e.file()).isEqualTo(file));
    }

    @Test
    void whatIsWrittenIsReadInTheSameOrder() {
        Safetensors.write(file(), MIXED);
        TensorFile read = Safetensors.read(file());
        assertThat(read).isEqualTo(MIXED);
        assertThat(read.tensors().keySet()).containsExactly("mask", "b", "W \"ü\"", "none", "step");
        assertThat(read.metadata().keySet()).containsExactly("model", "");
        assertThat(read.tensor("b").isFloat()).isTrue();
    }

    @Test
    void theBytesAreTheFormats() throws IOException {
        Safetensors.write(
                file(),
                new TensorFile(
                        ImmutableMap.of(
                                "b", Tensor.bools(Shape.of(1), true), "w", Tensor.scalar(1.5)),
                        ImmutableMap.of("a", "z")));
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(file())).order(ByteOrder.LITTLE_ENDIAN);
        byte[] json = new byte[(int) bytes.getLong()];
        bytes.get(json);
        assertThat(json.length % 8).isZero();
        assertThat(new String(json, UTF_8).stripTrailing())
                .isEqualTo(
                        """
                        {"__metadata__":{"a":"z",\
                        "chainrule.sha256.data":"fce10424606ede88e6691009653aef35c6fce66dbf8923a5fffcafc47b8c6efb",\
                        "chainrule.sha256.header":"%s"},\
                        "b":{"dtype":"BOOL","shape":[1],"data_offsets":[8,9]},\
                        "w":{"dtype":"F64","shape":[],"data_offsets":[0,8]}}\
                        """
                                .formatted(
                                        new String(json, UTF_8)
                                                .replaceAll(
                                                        "(?s).*header\":\"([0-9a-f]{64}).*",
                                                        "$1")));
        assertThat(bytes.getDouble()).isEqualTo(1.5);
        assertThat(bytes.get()).isEqualTo((byte) 1);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void theSameTensorsGiveTheSameBytes() throws IOException {
        Safetensors.write(file(), MIXED);
        byte[] first = Files.readAllBytes(file());
        Safetensors.write(file(), MIXED);
        assertThat(Files.readAllBytes(file())).isEqualTo(first);
    }

    @Test
    void tensorsLargerThanTheBufferPassThrough() {
        Tensor large = Tensor.generate(Shape.of(3, 12_345), Kind.REAL, Math::sin);
        Tensor odd = Tensor.generate(Shape.of(70_001), Kind.BOOL, i -> i % 3);
        Safetensors.write(file(), Map.of("large", large, "odd", odd));
        assertThat(Safetensors.read(file()).tensors())
                .isEqualTo(Map.of("large", large, "odd", odd));
    }

    @Test
    void filesFromElsewhereNeedNoChecksum() throws IOException {
        Path other =
                raw(
                        "{'b':{'shape':[2],'data_offsets':[4,12],'dtype':'I32'},"
                                + "'a':{'dtype':'F32','shape':[1,1],'data_offsets':[0,4]}} ",
                        new byte[] {0, 0, (byte) 0xC0, 0x3F, 7, 0, 0, 0, -1, -1, -1, -1});
        assertThat(Safetensors.read(other))
                .isEqualTo(
                        TensorFile.of(
                                ImmutableMap.of(
                                        "b", Tensor.indices(Shape.of(2), 7, -1),
                                        "a", Tensor.floats(Shape.of(1, 1), 1.5f))));
        assertThat(Safetensors.read(raw("{}", 0))).isEqualTo(TensorFile.of(Map.of()));
    }

    @Test
    void aMissingTensorNamesThoseThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TensorFile.of(Map.of("W", W)).tensor("w"))
                .withMessage("no tensor is called 'w'; there are 'W'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'w':{'dtype':'F64','shape':[2],'data_offsets':[0,16]}} | 8 | tensor 'w' takes the bytes 0 to 16 of the data, and there are 8: the file is cut off or damaged",
                "{'w':{'dtype':'F64','shape':[2],'data_offsets':[0,8]}} | 8 | tensor 'w' takes the bytes 0 to 8, and [2] of F64 needs 16 of them",
                "{'w':{'dtype':'F64','shape':[1],'data_offsets':[0,8]}} | 9 | the data have 9 bytes, and the tensors take only 8",
                "{'w':{'dtype':'BOOL','shape':[2],'data_offsets':[1,3]}} | 3 | tensor 'w' takes the bytes 1 to 3, and the bytes 0 to 1 before it belong to no tensor",
                "{'v':{'dtype':'BOOL','shape':[2],'data_offsets':[0,2]},'w':{'dtype':'BOOL','shape':[2],'data_offsets':[1,3]}} | 3 | tensor 'w' takes the bytes 1 to 3, and overlaps with 'v'",
                "{'w':{'dtype':'BOOL','shape':[2],'data_offsets':[3,1]}} | 3 | tensor 'w' begins at byte 3 and ends before, at 1",
                "{'w':{'dtype':'BF16','shape':[2],'data_offsets':[0,4]}} | 4 | tensor 'w' has the dtype 'BF16'; those read are [F64, F32, I32, BOOL]",
                "{'w':{'dtype':'F64','shape':[-1],'data_offsets':[0,8]}} | 8 | tensor 'w' has '-1' where a whole number from 0 belongs",
                "{'w':{'dtype':'F64','shape':[1.5],'data_offsets':[0,8]}} | 8 | tensor 'w' has '1.5' where a whole number from 0 belongs",
                "{'w':{'dtype':'F64','shape':['1'],'data_offsets':[0,8]}} | 8 | tensor 'w' has '1' where a whole number from 0 belongs",
                "{'w':{'dtype':'F64','shape':[99999,99999],'data_offsets':[0,8]}} | 8 | tensor 'w' of shape [99999, 99999] is larger than an array",
                "{'w':{'dtype':'F64','shape':[4294967297],'data_offsets':[0,8]}} | 8 | tensor 'w' of shape [4294967297] is larger than an array",
                "{'w':{'shape':[1],'data_offsets':[0,8]}} | 8 | tensor 'w' needs a dtype, a shape and two data_offsets",
                "{'w':{'dtype':'F64','data_offsets':[0,8]}} | 8 | tensor 'w' needs a dtype, a shape and two data_offsets",
                "{'w':{'dtype':'F64','shape':[1]}} | 8 | tensor 'w' needs a dtype, a shape and two data_offsets",
                "{'w':{'dtype':'F64','shape':[1],'data_offsets':[0]}} | 8 | tensor 'w' needs a dtype, a shape and two data_offsets",
                "{'w':{'dtype':'F64','scale':[1]}} | 8 | tensor 'w' has a field 'scale', and the format knows dtype, shape and data_offsets",
                "{'w':{'dtype':'BOOL','shape':[0],'data_offsets':[0,0]},'w':{'dtype':'BOOL','shape':[0],'data_offsets':[0,0]}} | 0 | tensor 'w' comes twice",
                "{'__metadata__':{},'__metadata__':{}} | 0 | the header has two parts __metadata__",
                "{'__metadata__':{'a':'1','a':'2'}} | 0 | the metadata 'a' come twice",
                "{'__metadata__':{'a':1}} | 0 | the metadata 'a' are not text",
                "{} {} | 0 | the header is not the JSON of a safetensors file, at line 1 column 5 path $",
                "[] | 0 | the header does not start with '{': this is no safetensors file",
                "{'w' | 0 | the header is not the JSON of a safetensors file, at line 1 column 5 path $.w",
                "{'w':[]} | 0 | the header is not the JSON of a safetensors file, at line 1 column 7 path $.w",
                "{'__metadata__':{'chainrule.sha256.data':'0'}} | 0 | one of its two checksums is missing: the file is damaged",
                "{'__metadata__':{'chainrule.sha256.data':'0','chainrule.sha256.header':'0'}} | 0 | the header part is not what was written, by its checksum: the file is damaged",
            })
    void aHeaderThatDoesNotFitIsRefused(String header, int dataBytes, String message)
            throws IOException {
        assertDamaged(raw(header, dataBytes), message);
    }

    @Test
    void tensorsOfManyAxesAreRefused() throws IOException {
        assertDamaged(
                raw("{'w':{'dtype':'F64','shape':[" + "1,".repeat(64) + "1]}}", 0),
                "tensor 'w' has more than 64 axes");
    }

    @Test
    void truthIsZeroOrOne() throws IOException {
        assertDamaged(
                raw("{'w':{'dtype':'BOOL','shape':[2],'data_offsets':[0,2]}}", new byte[] {1, 2}),
                "tensor 'w': a truth value is stored as 2, and only 0 and 1 are");
    }

    @Test
    void aFileThatShrinksWhileItIsReadIsRefused() {
        DataReader data =
                new DataReader(
                        Channels.newChannel(new ByteArrayInputStream(new byte[12])),
                        Checksums.start());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Dtype.F64.read(Shape.of(2), data))
                .withMessage("the file ended while it was being read");
    }

    @Test
    void changedDataAreNoticed() throws IOException {
        Safetensors.write(file(), Map.of("W", W));
        byte[] bytes = Files.readAllBytes(file());
        bytes[bytes.length - 1] ^= 1;
        assertDamaged(
                Files.write(file(), bytes),
                "the data part is not what was written, by its checksum: the file is damaged");
    }

    @Test
    void aChangedNameIsNoticed() throws IOException {
        Safetensors.write(file(), Map.of("W", W));
        String text = Files.readString(file(), ISO_8859_1);
        assertDamaged(
                Files.writeString(file(), text.replace("\"W\"", "\"V\""), ISO_8859_1),
                "the header part is not what was written, by its checksum: the file is damaged");
    }

    @Test
    void theHeadersLengthIsNotBelieved() throws IOException {
        assertDamaged(
                Files.write(file(), new byte[] {1, 2, 3}),
                "it has 3 bytes, and the header's length alone takes 8: it is cut off, or no safetensors file");
        assertDamaged(
                Files.write(file(), new byte[] {3, 0, 0, 0, 0, 0, 0, 0, '{', '}'}),
                "the header should take 3 bytes, and 2 are left: it is cut off, or no safetensors file");
        assertDamaged(
                Files.write(file(), new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, '{', '}'}),
                "the header should take 18446744073709551615 bytes, and 2 are left: it is cut off, or no safetensors file");
        assertDamaged(
                Files.write(file(), new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', -1}),
                "cannot be read: the text is not valid Unicode");
    }

    @Test
    void aHeaderOfManyBytesIsRefusedBeforeItIsRead() throws IOException {
        Path huge = Files.write(file(), new byte[] {1, -31, -11, 5, 0, 0, 0, 0});
        try (FileChannel sparse = FileChannel.open(huge, StandardOpenOption.WRITE)) {
            sparse.write(ByteBuffer.wrap(new byte[1]), 200_000_000);
        }
        assertDamaged(huge, "the header takes 100000001 bytes, and 100000000 is the most");
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertDamaged(file(), "cannot be read: no such file");
        assertDamaged(folder, "this is a folder; name a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chainrule.sha256.data", "chainrule.sha256.header"})
    void namesOfTheFormatAreKept(String name) {
        assertNotWritten(
                new TensorFile(ImmutableMap.of(), ImmutableMap.of(name, "0")),
                "metadata cannot be called '%s', a name kept for checksums".formatted(name));
        assertNotWritten(
                TensorFile.of(Map.of("__metadata__", W)),
                "a tensor cannot be called '__metadata__', a word of the format");
        assertNotWritten(
                TensorFile.of(Map.of("\ud800", W)),
                "a name or its text cannot be written: the text is not valid Unicode");
    }

    private void assertNotWritten(TensorFile content, String message) {
        assertThatExceptionOfType(SaveException.class)
                .isThrownBy(() -> Safetensors.write(file(), content))
                .withMessage(file() + ": " + message);
        assertThat(file()).doesNotExist();
    }
}
