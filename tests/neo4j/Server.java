import java.nio.file.Path;
import java.util.Map;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** A Neo4j community server: java Server FOLDER PASSWORD, where FOLDER holds neo4j.conf. Ends when its input does. */
class Server {
    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]);
        var service = new DatabaseManagementServiceBuilder(folder)
                .loadPropertiesFromFile(folder.resolve("neo4j.conf"))
                .build();
        service.database("system").executeTransactionally(
                "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED", Map.of("password", args[1]));
        System.out.println("ready");
        while (System.in.read() >= 0) {}
        service.shutdown();
    }
}
