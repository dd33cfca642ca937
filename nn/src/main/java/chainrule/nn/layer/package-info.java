/// Layers: functions from node to node that own their parameters, and models made of them.
@NullMarked
package chainrule.nn.layer;

import org.jspecify.annotations.NullMarked;
