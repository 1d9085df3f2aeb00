package org.ropewalk.it.bench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Unsigned;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Words;

/** A command with an argument of each type. */
@LineProtocol
@Errors(unknown = @Reply("ERROR unknown"), malformed = @Reply("ERROR malformed"))
interface ArgumentShapes {
    @Command("small {first} {second} {third} {fourth}")
    @Reply("OK")
    void small(byte first, short second, int third, @Unsigned int fourth);

    @Command("real {number}")
    @Reply("OK")
    void real(double number);

    @Command("decimal {number}")
    @Reply("OK")
    void decimal(BigDecimal number);

    @Command("char {letter}")
    @Reply("OK")
    void letter(char letter);

    @Command("start {name}[ QUIET]")
    @Reply("OK")
    void start(Slice name, boolean quiet);

    @Command("string {text}")
    @Reply("OK")
    void string(String text);

    @Command("bytes {text}")
    @Reply("OK")
    void bytes(Bytes text);

    @Command("array {text}")
    @Reply("OK")
    void array(byte[] text);

    @Command("text {text*}")
    @Reply("OK")
    void text(String text);

    @Command("list[ {group}[ {first}]]")
    @Reply("OK")
    void list(Optional<String> group, OptionalLong first);

    @Command("words {words...}")
    @Reply("OK")
    void words(Words words);

    @Command("strings {words...}")
    @Reply("OK")
    void strings(List<String> words);

    @Command("numbers {numbers...}")
    @Reply("OK")
    void numbers(int[] numbers);

    @Command("join {words,...}")
    @Reply("OK")
    void join(List<String> words);

    @Command("hset {key} {fields ...}")
    @Reply("OK")
    void hset(Slice key, Map<String, String> fields);

    @Command("backup {volume}[ {options=...}]")
    @Reply("OK")
    void backup(Slice volume, Options options);

    @Command("keep {key}[ {options=...}]")
    @Reply("OK")
    void keep(Slice key, KeepOptions options);

    @Command("dim {level}")
    @Reply("OK")
    void dim(Level level);

    @Command("open {id}")
    @Reply("OK")
    void open(UUID id);

    @Command("fetch {range}")
    @Reply("OK")
    void fetch(Range range);

    @Command("move {from} {to}")
    @Reply("OK")
    void move(Place from, Place to);

    @Command("stat {which}")
    @Reply("OK")
    void stat(Which which);

    @Command("mark {last}")
    @Reply("OK")
    void mark(Last last);

    @Command("newer {day}")
    @Reply("OK")
    void newer(@Format("yyyyMMdd") LocalDate day);

    @Command("at {hour:2}{minute:2}")
    @Reply("OK")
    void at(int hour, int minute);

    @Command("map {from*} -> {to*}")
    @Reply("OK")
    void map(Slice from, Slice to);

    @Command("mail from:<{path}>")
    @Reply("OK")
    void mail(Slice path);

    @Command({"delete {name}", "del {name}"})
    @Reply("OK")
    void delete(Slice name);

    @Command("show all")
    @Reply("OK")
    void showAll();

    @Command("show {number}")
    @Reply("OK")
    void show(int number);

    @Command("show {name}")
    @Reply("OK")
    void show(Slice name);

    @Command({"noop", "noop {*}"})
    @Reply("OK")
    void noop();

    record Options(OptionalInt level, boolean verify) {}

    record KeepOptions(@Format("EX {seconds}") OptionalInt seconds, boolean nx) {}

    record Level(int percent) {}

    @Format("{low}-[{high}]")
    record Range(long low, OptionalLong high) {}

    @Format("{x} {y}")
    record Place(int x, int y) {}

    sealed interface Which permits Number, Id {}

    @Format("{number}")
    record Number(long number) implements Which {}

    @Format("<{id}>")
    record Id(String id) implements Which {}

    @Format({"{number}", "*"})
    record Last(OptionalLong number) {}
}
