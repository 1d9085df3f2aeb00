package board;

import java.util.ArrayList;
import java.util.List;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Group;
import org.ropewalk.server.Peer;

/** Shared by all connections: a reactor of one loop calls handlers one at a time. */
public final class BoardServer {
    private final List<Board.Article> articles = new ArrayList<>();
    private final Group followers = new Group();

    public static void main(String[] args) {
        Reactor reactor = NioReactor.create();
        reactor.listen("tcp:port=4001:interface=127.0.0.1", new BoardServer().factory());
        System.out.println("Listening on 127.0.0.1:4001; Ctrl-C stops it.");
        reactor.run();
    }

    public BoardFactory factory() {
        return new BoardFactory(Reception::new);
    }

    /** The first state of a connection: one object for each connection. */
    private final class Reception implements Board.Visitor {
        private final Peer peer;

        Reception(Peer peer) {
            this.peer = peer;
        }

        @Override
        public String greeting() {
            return "the board, with " + articles.size() + " articles";
        }

        @Override
        public Board.Member login(String name, String password) throws Board.Refused {
            if (!password.equals("secret")) {
                throw new Board.Refused(530, "who are you?");
            }
            return new Desk(peer, name);
        }

        @Override
        public void quit() {}
    }

    /** The next state: the result of a login. */
    private final class Desk implements Board.Member, Board.Writing {
        private final Peer peer;
        private final String name;
        private String title;

        Desk(Peer peer, String name) {
            this.peer = peer;
            this.name = name;
        }

        @Override
        public List<Board.Entry> list() {
            List<Board.Entry> entries = new ArrayList<>();
            for (Board.Article article : articles) {
                entries.add(new Board.Entry(entries.size() + 1, article.author(), article.title()));
            }
            return entries;
        }

        @Override
        public Board.Article read(int number) throws Board.Refused {
            if (number < 1 || number > articles.size()) {
                throw new Board.Refused(430, "no such article");
            }
            return articles.get(number - 1);
        }

        @Override
        public Board.Writing post(String title) {
            this.title = title;
            return this;
        }

        @Override
        public int text(List<String> lines) {
            articles.add(new Board.Article(name, title, lines));
            BoardPushes.to(followers.except(peer)).posted(articles.size(), name, title);
            return articles.size();
        }

        @Override
        public Board.Member spoiled() {
            return this;
        }

        @Override
        public void follow() {
            followers.add(peer);
        }

        @Override
        public void quit() {}
    }
}
