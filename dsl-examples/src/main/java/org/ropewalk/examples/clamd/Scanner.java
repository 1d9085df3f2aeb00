package org.ropewalk.examples.clamd;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.ropewalk.line.PayloadStream;

/** Scans what a client asks for, with the rights of this program. */
final class Scanner implements Clamd, ClamdLines {
    /** What clamd calls bytes that have no file. */
    private static final String STREAM = "stream";

    private static final String NO_FILE = "File path check failure: No such file or directory.";
    private static final List<String> COMMANDS =
            List.of(
                    "SCAN",
                    "RELOAD",
                    "PING",
                    "CONTSCAN",
                    "VERSIONCOMMANDS",
                    "VERSION",
                    "MULTISCAN",
                    "INSTREAM");

    private static final int BUFFER = 1 << 16;

    @Override
    public void ping() {}

    @Override
    public String version() {
        return "ClamAV 1.4.0/Ropewalk";
    }

    @Override
    public Commands versionCommands() {
        return new Commands(version(), COMMANDS);
    }

    @Override
    public void reload() {}

    @Override
    public Result scan(String path) {
        return path.isEmpty() ? new Result.Failed(path, NO_FILE) : scan(Path.of(path));
    }

    @Override
    public Result contScan(String path) {
        return scan(path);
    }

    @Override
    public Result multiScan(String path) {
        return scan(path);
    }

    private static Result scan(Path path) {
        if (!Files.isDirectory(path)) {
            return scanFile(path);
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .map(Scanner::scanFile)
                    .filter(result -> !(result instanceof Result.Clean))
                    .findFirst()
                    .orElse(new Result.Clean(path.toString()));
        } catch (IOException e) {
            return failed(path, e);
        } catch (UncheckedIOException e) {
            return failed(path, e.getCause());
        }
    }

    private static Result scanFile(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return new Result.Failed(file.toString(), "Not supported file type");
        }
        try (InputStream in = Files.newInputStream(file)) {
            Eicar search = new Eicar();
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                search.read(ByteBuffer.wrap(buffer, 0, read));
            }
            return result(file.toString(), search);
        } catch (IOException e) {
            return failed(file, e);
        }
    }

    private static Result result(String path, Eicar search) {
        return search.isFound() ? new Result.Found(path, Eicar.SIGNATURE) : new Result.Clean(path);
    }

    private static Result failed(Path path, IOException failure) {
        String reason = "Can't read file";
        if (failure instanceof NoSuchFileException) {
            reason = NO_FILE;
        } else if (failure instanceof AccessDeniedException) {
            reason = "Access denied.";
        }
        return new Result.Failed(path.toString(), reason);
    }

    @Override
    public CompletionStage<Result> instream(PayloadStream stream) {
        Eicar search = new Eicar();
        StreamReader reader = new StreamReader(search::read);
        stream.subscribe(reader);
        return reader.end().thenApply(nothing -> result(STREAM, search));
    }
}
