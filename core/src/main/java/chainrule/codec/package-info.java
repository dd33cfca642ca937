/// Graphs as text, and back. A {@link chainrule.codec.Listing} is a graph as plain data, one {@link
/// chainrule.codec.Statement} a node; {@link chainrule.codec.GraphText} writes it so that people
/// can read it, and other forms (JSON) are written from the same listing. {@link
/// chainrule.codec.Formula} reads and writes the notation of mathematics. Operations are read back
/// by their names, out of a {@link chainrule.codec.Vocabulary} that the reader gives.
@NullMarked
package chainrule.codec;

import org.jspecify.annotations.NullMarked;
