package org.ropewalk.examples.value;

/**
 * A user's host in IRC's {@code USERHOST} reply: {@code NICK=+USER@HOST}, with a minus for a user
 * who is away (RFC 2812 5.1).
 */
public record UserHost(String nick, boolean away, String user, String host) {
    /**
     * The host in {@code word}. A star behind the name, which marks an operator, is dropped.
     *
     * @throws IllegalArgumentException if it is not of that form
     */
    public static UserHost parse(String word) {
        int equals = word.indexOf('=');
        int at = word.indexOf('@');
        if (equals < 1 || at < equals + 2 || "+-".indexOf(word.charAt(equals + 1)) < 0) {
            throw new IllegalArgumentException("not NICK=+USER@HOST");
        }
        String nick = word.substring(0, equals);
        return new UserHost(
                nick.endsWith("*") ? nick.substring(0, equals - 1) : nick,
                word.charAt(equals + 1) == '-',
                word.substring(equals + 2, at),
                word.substring(at + 1));
    }

    @Override
    public String toString() {
        return nick + "=" + (away ? '-' : '+') + user + "@" + host;
    }
}
