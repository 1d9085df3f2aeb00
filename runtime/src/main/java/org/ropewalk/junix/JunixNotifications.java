package org.ropewalk.junix;

import java.io.IOException;

/** Sends single datagrams to UNIX sockets, where junixsocket is there. */
public final class JunixNotifications {
    private JunixNotifications() {}

    /**
     * Sends {@code text} in UTF-8.
     *
     * @param socket the socket's file, or {@code @} and its name in Linux's abstract namespace
     * @return whether junixsocket is there; nothing was sent if not
     */
    public static boolean send(String socket, String text) throws IOException {
        try {
            JunixNotification.send(socket, text);
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }
}
