package notes;

import java.util.List;
import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;

@LineProtocol
@Errors(unknown = @Reply("ERR no such command"), malformed = @Reply("ERR {'{message}'}"))
public interface Notes {

    @Command("PUT {name} {text.length}")
    @Reply("OK")
    void put(String name, @Payload byte[] text) throws TooMany;

    @Command("GET {name}")
    @Reply(absent = "NONE")
    Optional<Note> get(String name);

    @Command("DELETE {name}")
    @Reply(value = "OK", absent = "NONE")
    boolean delete(String name);

    @Command("LIST")
    @Reply(each = "NOTE {}", end = "END")
    List<String> list();

    @Command("COUNT")
    @Reply("COUNT {}")
    int count();

    @Reply("TEXT {text.length}")
    record Note(@Payload byte[] text) {}

    @Reply("FULL {limit}")
    final class TooMany extends Exception {
        private static final long serialVersionUID = 1;
        private final int limit;

        public TooMany(int limit) {
            super("there are " + limit + " notes already");
            this.limit = limit;
        }

        public int limit() {
            return limit;
        }
    }
}
