package chainrule.program;

import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;

/// A node that is computed in a group.
///
/// @param role what it does with the entries of a row
/// @param level what its operands have an entry for
/// @param operands where its operands lie, without axes of size 1, stretched to the level
record Member(Node node, Role role, Level level, ImmutableList<Access> operands) {
    /// What there is an entry for.
    enum Level {
        /// Each row and column.
        ENTRY,
        /// Each row.
        ROW
    }

    /// What becomes of the operands.
    enum Role {
        /// An element-wise operation.
        EACH,
        /// The sum of each row.
        ROW_SUM,
        /// The largest entry of each row.
        ROW_MAX,
        /// The sum of each column, known when all rows are.
        COLUMN_SUM,
        /// The largest entry of each column, known when all rows are.
        COLUMN_MAX,
        /// The sum of all, known when all rows are.
        TOTAL_SUM,
        /// The largest entry of all, known when all rows are.
        TOTAL_MAX;

        boolean isOfRows() {
            return this == ROW_SUM || this == ROW_MAX;
        }

        boolean isOfColumns() {
            return this == COLUMN_SUM || this == COLUMN_MAX;
        }

        boolean isSum() {
            return this == ROW_SUM || this == COLUMN_SUM || this == TOTAL_SUM;
        }

        /// Whether the result is known only after the last row.
        boolean isAfterAll() {
            return this != EACH && !isOfRows();
        }
    }

    /// What the result has an entry for, while the rows pass by.
    Level resultLevel() {
        return role.isOfRows() ? Level.ROW : level;
    }
}
