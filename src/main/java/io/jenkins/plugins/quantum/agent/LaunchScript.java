package io.jenkins.plugins.quantum.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The shell script that starts a process whose streams are named pipes. It runs wherever the step's launcher puts it: on the node, or in
 * a container that sees the node's folder. The pipe {@code life} is held open by the node; when it closes, because the process shall end
 * or the node's JVM is gone, the script ends the process with all that it started.
 */
final class LaunchScript {
    /** Pipe that the process reads. */
    static final String IN = "in";

    /** Pipe that it prints to. */
    static final String OUT = "out";

    /** Pipe for its errors. */
    static final String ERR = "err";

    /** Pipe that says that somebody wants the process. */
    static final String LIFE = "life";

    /** Folder that the first launch makes: a second one of the same request does nothing. */
    static final String TAKEN = "taken";

    /** File that is there when the process is under way. */
    static final String STARTED = "started";

    /** File with the reason when there is no such program. */
    static final String REFUSED = "refused";

    /** File with the exit code. */
    static final String EXIT = "exit";

    /** {@code setsid} makes the process the head of a group of its own; job control does the same where there is none. */
    private static final String TEXT =
            """
            d=%s
            mkdir "$d/taken" 2>/dev/null || exit 0
            exec 3<"$d/life" 4<"$d/in" 5>"$d/out" 6>"$d/err"
            if ! command -v %s >/dev/null 2>&1; then
              echo 'no such program' >"$d/refused.part"; mv "$d/refused.part" "$d/refused"
              exit 0
            fi
            if command -v setsid >/dev/null 2>&1; then own=setsid; else own=; set -m; fi
            $own %s <&4 >&5 2>&6 3<&- 4<&- 5>&- 6>&- &
            p=$!
            exec 4<&- 5>&- 6>&-
            : >"$d/started"
            { read -r end <&3; kill -9 "-$p" || kill -9 "$p"; } 2>/dev/null &
            w=$!
            exec 3<&-
            wait "$p"; code=$?
            kill "$w" 2>/dev/null
            echo "$code" >"$d/exit.part"; mv "$d/exit.part" "$d/exit"
            """;

    private LaunchScript() {}

    static String of(Path folder, List<String> command) {
        return String.format(
                TEXT.replace("\n", "%n"), // a script's lines end as its machine's do
                quoted(folder.toString()),
                quoted(command.get(0)),
                command.stream().map(LaunchScript::quoted).collect(Collectors.joining(" ")));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
