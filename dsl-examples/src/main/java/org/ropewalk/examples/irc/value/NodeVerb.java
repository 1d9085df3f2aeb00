package org.ropewalk.examples.irc.value;

/** The first field of a line: which method of {@link NodeLines} it is. */
enum NodeVerb {
    HELLO,
    BURST,
    END,
    USER,
    NICK,
    QUIT,
    JOIN,
    MEMBER,
    PART,
    TOPIC,
    MODE,
    CHANNEL,
    MODES,
    BAN
}
