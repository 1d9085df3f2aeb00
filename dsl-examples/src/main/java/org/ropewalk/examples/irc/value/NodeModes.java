package org.ropewalk.examples.irc.value;

import java.util.List;
import org.ropewalk.examples.value.Modes;

/**
 * Modes of a channel that were changed at once.
 *
 * @param createdSeconds when the channel was created
 * @param stamp when they were changed
 * @param arguments those of {@code k}, {@code b}, {@code o}, {@code v} and {@code +l}; a member is
 *     named by its id
 */
public record NodeModes(
        String channel,
        long createdSeconds,
        NodeStamp stamp,
        Modes changes,
        List<String> arguments) {}
