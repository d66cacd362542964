import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** A Neo4j community server: java Server FOLDER PASSWORD, where FOLDER holds neo4j.conf. Ends when its input does. */
class Server {
    public static void main(String[] args) {
        try {
            run(Path.of(args[0]), args[1]);
        } catch (Throwable fault) {
            fault.printStackTrace();
            System.exit(1);
        }
    }

    static void run(Path folder, String password) throws Exception {
        var mark = folder.resolve("has-password");
        var service = new DatabaseManagementServiceBuilder(folder)
                .loadPropertiesFromFile(folder.resolve("neo4j.conf"))
                .build();
        if (!Files.exists(mark)) {
            service.database("system").executeTransactionally(
                    "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED", Map.of("password", password));
            Files.createFile(mark);
        }
        System.out.println("ready");
        while (System.in.read() >= 0) {}
        service.shutdown();
    }
}
