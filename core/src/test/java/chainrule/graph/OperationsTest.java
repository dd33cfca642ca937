package chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OperationsTest {
    @Test
    void everyRowIsThereOnce() throws Exception {
        Set<String> rows = new TreeSet<>(RowsTest.rows());
        // what users make rows of: each is a row of its own, and only they know it
        assertThat(rows.removeAll(Set.of("Row", "TextFunction", "Opaque.Scalar"))).isTrue();
        assertThat(Operations.all())
                .extracting(OperationsTest::row)
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void noTwoHaveTheSameName() {
        assertThat(Operations.all()).extracting(Operation::label).doesNotHaveDuplicates();
    }

    private static String row(Operation operation) {
        if (operation instanceof Leaf leaf) {
            return "Leaf." + leaf;
        }
        return operation instanceof Row
                ? constant(operation)
                : Catalogue.name(operation.getClass());
    }

    private static String constant(Operation row) {
        for (Class<?> table : List.of(Composites.class, Errors.class, Products.class)) {
            for (Field field : table.getFields()) {
                try {
                    if (Modifier.isStatic(field.getModifiers()) && row.equals(field.get(null))) {
                        return table.getSimpleName() + "." + field.getName();
                    }
                } catch (IllegalAccessException closed) {
                    throw new AssertionError(closed);
                }
            }
        }
        throw new AssertionError(row.label() + " is no constant of the tables");
    }
}
