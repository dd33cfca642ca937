/// The command `chainrule`. {@link chainrule.cli.Main} lists its subcommands and says how they
/// fail; each subcommand is a class of its own.
@NullMarked
package chainrule.cli;

import org.jspecify.annotations.NullMarked;
