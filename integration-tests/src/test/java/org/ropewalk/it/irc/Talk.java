package org.ropewalk.it.irc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * One conversation with a server: behind each line of a user, all users read what was sent to them,
 * up to the answer to a {@code PING}.
 */
final class Talk implements AutoCloseable {
    private static final int TIMEOUT_MS = 20_000;

    private final List<User> users = new ArrayList<>();

    private Talk(InetSocketAddress server) throws IOException {
        for (String name : Conversations.USERS) {
            users.add(new User(server, name));
        }
    }

    /** Each line, and what its sender and the others got. */
    static List<String> hold(InetSocketAddress server, List<Conversations.Line> lines)
            throws IOException {
        List<String> answers = new ArrayList<>();
        try (Talk talk = new Talk(server)) {
            for (int i = 0; i < lines.size(); i++) {
                User sender = talk.users.get(lines.get(i).user());
                if (sender.ended) {
                    continue;
                }
                sender.send(lines.get(i).text());
                answers.add(sender.name + "> " + lines.get(i).text());
                answers.addAll(sender.received(i, lines.get(i).text()));
                for (User other : talk.users) {
                    if (other != sender) {
                        answers.addAll(other.received(i, ""));
                    }
                }
            }
        }
        return answers;
    }

    @Override
    public void close() throws IOException {
        for (User user : users) {
            user.leave();
        }
    }

    /** A user with its connection. */
    private static final class User {
        private final String name;
        private final Socket socket = new Socket();
        private final BufferedReader lines;
        private boolean ended;

        User(InetSocketAddress server, String name) throws IOException {
            this.name = name;
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(server);
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            send("NICK " + name + "\r\nUSER " + name + " 0 * :Real " + name);
            received(-1, "");
        }

        void send(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
        }

        /** What it got until now. */
        List<String> received(int turn, String asked) throws IOException {
            List<String> got = new ArrayList<>();
            if (ended) {
                return got;
            }
            String token = "turn" + turn;
            if (!asked.startsWith("QUIT")) {
                send("PING " + token);
            }
            for (String line = lines.readLine();
                    line == null || !line.contains(" PONG ") || !line.endsWith(token);
                    line = lines.readLine()) {
                if (line == null) {
                    ended = true;
                    got.add("the end");
                    break;
                }
                StableLine.of(line, asked).ifPresent(got::add);
            }
            return StableLine.ordered(got).stream().map(each -> name + "< " + each).toList();
        }

        void leave() throws IOException {
            if (!ended) {
                send("QUIT");
                while (lines.readLine() != null) {
                    continue;
                }
            }
            socket.close();
        }
    }
}
