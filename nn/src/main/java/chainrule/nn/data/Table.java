package chainrule.nn.data;

import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Named columns and rows of text, as they were read. Numbers and classes are asked for by name, so
/// that a change in the order of columns goes unnoticed and a missing one does not.
///
/// @param source the file, or a name for it, that stands in messages
/// @param columns the names, each once
/// @param rows at least one; each has a cell for every column
public record Table(String source, ImmutableList<String> columns, ImmutableList<Row> rows) {
    /// One row.
    ///
    /// @param line the line of the source, counted from 1, on which it starts
    /// @param cells the text of each column
    public record Row(long line, ImmutableList<String> cells) {}

    /// Refuses a column named twice, a row that is too long or too short, and no rows.
    public Table {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Integer earlier = places.putIfAbsent(columns.get(i), i);
            if (earlier != null) {
                throw DataException.in(
                        source,
                        "columns %d and %d are both named %s; give each its own name"
                                .formatted(earlier + 1, i + 1, Wording.quote(columns.get(i))));
            }
        }
        if (rows.isEmpty()) {
            throw DataException.in(
                    source, "a header and no rows; at least one row of data is needed");
        }
        for (Row row : rows) {
            if (row.cells.size() != columns.size()) {
                throw DataException.at(
                        source,
                        row.line,
                        "%s, and the header names %s; every row needs a cell for each column"
                                .formatted(
                                        Wording.count(row.cells.size(), "cell"),
                                        Wording.count(columns.size(), "column")));
            }
        }
    }

    /// The cells of a column, as they stand.
    ///
    /// @throws DataException if there is no such column
    public ImmutableList<String> column(String name) {
        int place = place(name);
        return rows.stream()
                .map(row -> row.cells.get(place))
                .collect(ImmutableList.toImmutableList());
    }

    /// The classes in a column, without the spaces around them.
    ///
    /// @throws DataException if there is no such column, or a cell is blank
    public ImmutableList<String> labels(String name) {
        int place = place(name);
        ImmutableList.Builder<String> labels = ImmutableList.builderWithExpectedSize(rows.size());
        for (Row row : rows) {
            String label = row.cells.get(place).strip();
            if (label.isEmpty()) {
                throw DataException.at(
                        source,
                        row.line,
                        name,
                        "the label is missing; fill it in, or take the row out");
            }
            labels.add(label);
        }
        return labels.build();
    }

    /// Some columns as real numbers, [rows×columns] in the order of the names.
    ///
    /// @throws DataException if no column is named, one does not exist, or a cell holds anything
    ///   but a finite decimal number with a point
    public Tensor numbers(String... names) {
        return numbers(Arrays.asList(names));
    }

    /// Some columns as real numbers, [rows×columns] in the order of the names.
    ///
    /// @throws DataException as for the other form
    public Tensor numbers(List<String> names) {
        if (names.isEmpty()) {
            throw DataException.in(
                    source, "no column is left to take numbers from; " + theColumns());
        }
        int[] places = names.stream().mapToInt(this::place).toArray();
        Shape shape = Shape.of(rows.size(), places.length);
        double[] numbers = new double[shape.size()];
        int i = 0;
        for (Row row : rows) {
            for (int place : places) {
                numbers[i++] =
                        Cell.number(
                                row.cells.get(place),
                                found ->
                                        DataException.at(
                                                source, row.line, columns.get(place), found));
            }
        }
        return Tensor.of(shape, numbers);
    }

    /// All columns but some as real numbers, [rows×columns] in the order of the table.
    ///
    /// @throws DataException as for `numbers`
    public Tensor numbersExcept(String... names) {
        return numbers(columnsExcept(names));
    }

    /// The names of all columns but some: of those that `numbersExcept` takes.
    ///
    /// @throws DataException if one to be left out does not exist
    public ImmutableList<String> columnsExcept(String... names) {
        List<String> without = Arrays.asList(names);
        without.forEach(this::place);
        return columns.stream()
                .filter(c -> !without.contains(c))
                .collect(ImmutableList.toImmutableList());
    }

    private int place(String name) {
        int place = columns.indexOf(name);
        if (place < 0) {
            String nearest =
                    columns.stream()
                            .filter(c -> c.equalsIgnoreCase(name.strip()))
                            .findFirst()
                            .map(c -> "; did you mean %s?".formatted(Wording.quote(c)))
                            .orElse(";");
            throw DataException.in(
                    source,
                    "there is no column %s%s %s"
                            .formatted(Wording.quote(name), nearest, theColumns()));
        }
        return place;
    }

    private String theColumns() {
        return "the columns are " + Wording.list(columns);
    }
}
