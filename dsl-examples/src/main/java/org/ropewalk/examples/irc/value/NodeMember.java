package org.ropewalk.examples.irc.value;

/**
 * A member of a channel, as the node of that user reports it to the others.
 *
 * @param id by which all nodes know the user
 * @param createdSeconds when the channel was created
 */
public record NodeMember(
        String id, String channel, long createdSeconds, NodeFlag operator, NodeFlag voice) {}
