/// What was learned, on disk. Tensors go into a file of the open safetensors format, which other
/// tools read, with checksums, which say whether it is still what was written. A file appears whole
/// or not at all, and reading trusts nothing in it. Graphs are written as JSON.
@NullMarked
package chainrule.nn.save;

import org.jspecify.annotations.NullMarked;
