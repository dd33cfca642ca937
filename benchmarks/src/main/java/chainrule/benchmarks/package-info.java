/// Measurements by JMH, one class a subject. How to run them and what they gave is in the README of
/// this module.
@NullMarked
package chainrule.benchmarks;

import org.jspecify.annotations.NullMarked;
