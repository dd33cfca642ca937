package chainrule.nn.train;

import com.google.common.collect.ImmutableMap;

/// What one pass over the training points gave.
///
/// @param number from 1
/// @param of how many there are to be
/// @param error the mean over the points, each at the weights that its step began with
/// @param metrics by name, over all training points at the weights that the epoch ended with
public record Epoch(int number, int of, double error, ImmutableMap<String, Double> metrics) {}
