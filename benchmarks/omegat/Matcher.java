import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.List;
import org.omegat.core.Core;
import org.omegat.core.data.ProjectProperties;
import org.omegat.core.data.RealProject;
import org.omegat.core.matching.NearString;
import org.omegat.core.statistics.FindMatches;
import org.omegat.util.ProjectFileStorage;
import org.omegat.util.RuntimePreferences;

/**
 * Asks OmegaT's own matcher, the one behind its matches pane, for a list of sources.
 *
 * <p>Arguments: a project's folder, a folder for OmegaT's configuration, a file with a source a line.
 * Prints the milliseconds that loading took, then a line for each query: milliseconds, the
 * percentage of the best match, its source; the last line is the heap in use, in MB.
 */
public final class Matcher {
    private Matcher() {}

    public static void main(String[] arguments) throws Exception {
        RuntimePreferences.setConfigDir(arguments[1]);
        RuntimePreferences.setQuietMode(true);
        RuntimePreferences.setProjectLockingEnabled(false);
        Core.initializeConsole(Collections.<String, String>emptyMap());
        long start = System.nanoTime();
        ProjectProperties properties = ProjectFileStorage.loadProjectProperties(new File(arguments[0]));
        RealProject project = new RealProject(properties, null);
        Core.setProject(project);
        project.loadProject(true);
        System.out.printf("loaded\t%.3f%n", (System.nanoTime() - start) / 1e6);
        FindMatches finder = new FindMatches(project.getSourceTokenizer(), 5, true, false);
        List<String> queries = Files.readAllLines(Paths.get(arguments[2]), StandardCharsets.UTF_8);
        for (String query : queries) {
            start = System.nanoTime();
            List<NearString> found = finder.search(project, query, true, true, () -> false);
            double taken = (System.nanoTime() - start) / 1e6;
            NearString best = found.isEmpty() ? null : found.get(0);
            System.out.printf("match\t%.3f\t%d\t%s%n", taken,
                best == null ? 0 : best.scores[0].score, best == null ? "" : best.source);
        }
        Runtime.getRuntime().gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf("heap\t%d%n", used >> 20);
        System.exit(0);  // OmegaT leaves threads behind that would wait for ever
    }
}
