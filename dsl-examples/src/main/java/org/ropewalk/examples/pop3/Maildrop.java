package org.ropewalk.examples.pop3;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The mail of one user. One session at a time reads it; any thread. */
public final class Maildrop {
    private final String password;
    private final List<Message> messages = new ArrayList<>();
    private boolean open;

    /** An empty drop. */
    public Maildrop(String password) {
        this.password = password;
    }

    /** Whether this is the user's password. */
    boolean isPassword(String given) {
        return password.equals(given);
    }

    /** Puts a message in. */
    public synchronized Maildrop deliver(Message message) {
        messages.add(message);
        return this;
    }

    /** What lies in it now. */
    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Whether nobody else reads it, and now one does. */
    synchronized boolean open() {
        boolean free = !open;
        open = true;
        return free;
    }

    synchronized void delete(Set<Message> deleted) {
        messages.removeAll(deleted);
    }

    synchronized void close() {
        open = false;
    }
}
