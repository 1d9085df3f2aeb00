package board;

import java.util.List;
import org.ropewalk.annotation.Attempts;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnConnect;
import org.ropewalk.annotation.OnError;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;

@LineProtocol(initial = Board.Visitor.class)
@Errors(
        unknown = @Reply("500 {'no such command'}"),
        usage = @Reply("501 {'usage: {usage}'}"),
        malformed = @Reply("501 {'{message}'}"),
        misplaced = @Reply("503 {'not now'}"),
        tooBig = @Reply("552 {'too long'}"),
        busy = @Reply("421 {'too many attempts'}"))
public interface Board {

    @Command("QUIT")
    @Reply(value = "221 {'bye'}", close = true)
    void quit();

    interface Visitor extends Board {
        @OnConnect
        @Reply("220 {*}")
        String greeting();

        @Attempts
        @Command("LOGIN {name} {password}")
        @Reply("230 {'welcome'}")
        Member login(String name, String password) throws Refused;
    }

    interface Member extends Board {
        @Command("LIST")
        @Reply(value = "215 {''}", each = "{number} {author} {title*}", end = ".")
        List<Entry> list();

        @Command("READ {number}")
        Article read(int number) throws Refused;

        @Command("POST {title*}")
        @Reply("354 {'write, and end with a dot'}")
        Writing post(String title);

        @Command("FOLLOW")
        @Reply("250 {'new articles will be pushed to you'}")
        void follow();
    }

    /** One text, without a command. Then the session returns to the state before. */
    @Once
    @Limits(payload = 100_000)
    interface Writing {
        @Command("")
        @Reply("250 {}")
        int text(@Payload(Payload.Framing.DOTTED) List<String> lines);

        @OnError
        Member spoiled();
    }

    /** The push messages. */
    @Push(slow = Push.Slow.DROP)
    interface News {
        @Reply("* {number} {author} {title*}")
        void posted(int number, String author, String title);
    }

    record Entry(int number, String author, String title) {}

    @Reply("220 {author} {title*}")
    record Article(
            String author,
            String title,
            @Payload(Payload.Framing.DOTTED) List<String> lines) {}

    @Reply("{code} {message*}")
    final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final int code;

        public Refused(int code, String message) {
            super(message);
            this.code = code;
        }

        public int code() {
            return code;
        }
    }
}
