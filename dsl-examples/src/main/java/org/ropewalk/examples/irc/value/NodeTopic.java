package org.ropewalk.examples.irc.value;

import org.ropewalk.line.Bytes;

/**
 * The topic of a channel.
 *
 * @param text empty if there is none
 * @param author who has set it
 * @param seconds when it was set
 */
public record NodeTopic(Bytes text, String author, long seconds) {}
