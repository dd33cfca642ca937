package chainrule.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Copies of a class, each with constants of its own. To the JVM's compiler what stands in a
/// `static final` field is known, so a loop over an operation in such a field is compiled as if the
/// operation were written in it. One loop for all operations would ask at each entry which it is.
final class Copies {
    private static final Map<Class<?>, byte[]> BYTES = new ConcurrentHashMap<>();

    private Copies() {}

    /// A new copy of a loop.
    @SuppressWarnings("unchecked") // a copy implements what the original does
    static <A> Loop<A> of(Class<? extends Loop<A>> original, Object... constants) {
        try {
            MethodHandles.Lookup copy =
                    MethodHandles.lookup()
                            .defineHiddenClassWithClassData(
                                    BYTES.computeIfAbsent(original, Copies::bytes),
                                    List.of(constants),
                                    true);
            MethodType noParameters = MethodType.methodType(void.class);
            return (Loop<A>) copy.findConstructor(copy.lookupClass(), noParameters).invoke();
        } catch (Throwable e) {
            throw new IllegalStateException(original + " cannot be copied", e);
        }
    }

    /// A constant of the copy that asks.
    static <T> T constant(MethodHandles.Lookup copy, int index, Class<T> type) {
        try {
            return Objects.requireNonNull(
                    MethodHandles.classDataAt(copy, ConstantDescs.DEFAULT_NAME, type, index));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(Class<?> type) {
        try (InputStream file =
                Objects.requireNonNull(type.getResourceAsStream(type.getSimpleName() + ".class"))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
