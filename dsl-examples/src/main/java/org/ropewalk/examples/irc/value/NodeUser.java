package org.ropewalk.examples.irc.value;

import java.util.Optional;
import org.ropewalk.line.Bytes;

/**
 * A registered user, as its node reports it to the others.
 *
 * @param id by which all nodes know it
 * @param name without the {@code ~} in front
 * @param away what others are told if it is away
 */
public record NodeUser(
        String id,
        String nick,
        String name,
        String host,
        Bytes realName,
        long registeredSeconds,
        boolean invisible,
        Optional<Bytes> away) {}
