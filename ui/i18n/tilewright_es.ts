<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>AlgorithmRun</name>
    <message>
        <source>Processing does not list Tilewright; enable the Processing plugin first.</source>
        <translation>Procesos no ofrece Tilewright; primero hay que activar el complemento Procesos.</translation>
    </message>
    <message>
        <source>The run failed; see the log.</source>
        <translation>La ejecución falló; el registro dice por qué.</translation>
    </message>
</context>
<context>
    <name>BandField</name>
    <message>
        <source>Bands</source>
        <translation>Bandas</translation>
    </message>
    <message>
        <source>Bands, in the order in which they are written</source>
        <translation>Bandas, en el orden en que se escriben</translation>
    </message>
    <message>
        <source>Move Band Down</source>
        <translation>Bajar la banda</translation>
    </message>
    <message>
        <source>Move Band Up</source>
        <translation>Subir la banda</translation>
    </message>
    <message>
        <source>Tick bands, and drag them into the order in which they are written.</source>
        <translation>Marque las bandas y arrástrelas hasta el orden en que se escriben.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>todas</translation>
    </message>
    <message>
        <source>band {}</source>
        <translation>banda {}</translation>
    </message>
    <message>
        <source>chosen from a list</source>
        <translation>elegidas de una lista</translation>
    </message>
    <message>
        <source>natural colours</source>
        <translation>colores naturales</translation>
    </message>
    <message>
        <source>red {}, green {}, blue {}</source>
        <translation>rojo {}, verde {}, azul {}</translation>
    </message>
</context>
<context>
    <name>CheckRow</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Comprobar</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>aún sin comprobar</translation>
    </message>
    <message>
        <source>{} %</source>
        <translation>{} %</translation>
    </message>
</context>
<context>
    <name>ClassRasterRows</name>
    <message>
        <source>Band</source>
        <translation>Banda</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>Nombres de las clases</translation>
    </message>
    <message>
        <source>Names for the raster's values, for example 1=tree,2=shrub,3=shrub. Values with the same name become one class; a value without a name, as in 9=, is left out.</source>
        <translation>Nombres para los valores del ráster; por ejemplo, 1=árbol,2=arbusto,3=arbusto. Los valores con el mismo nombre forman una sola clase; un valor sin nombre, como en 9=, se descarta.</translation>
    </message>
    <message>
        <source>The band with the classes.</source>
        <translation>La banda con las clases.</translation>
    </message>
    <message>
        <source>as in the layer</source>
        <translation>los de la capa</translation>
    </message>
</context>
<context>
    <name>ClassRule</name>
    <message>
        <source>A tile gets a class when</source>
        <translation>Una tesela recibe una clase cuando</translation>
    </message>
    <message>
        <source>A tile gets every class that covers at least the minimum share of it (multi-label).</source>
        <translation>Cada tesela recibe todas las clases que cubren de ella al menos la proporción mínima (multietiqueta).</translation>
    </message>
    <message>
        <source>All other tiles</source>
        <translation>Las demás teselas</translation>
    </message>
    <message>
        <source>Larger classes are limited to this many training tiles. Validation and test tiles all stay.</source>
        <translation>De las clases mayores solo se conserva este número de teselas para entrenar. Las de validación y prueba se quedan todas.</translation>
    </message>
    <message>
        <source>Minimum share</source>
        <translation>Porción mínima</translation>
    </message>
    <message>
        <source>Most tiles of a class</source>
        <translation>Máximo de teselas por clase</translation>
    </message>
    <message>
        <source>Several classes per tile</source>
        <translation>Varias clases por tesela</translation>
    </message>
    <message>
        <source>Share of the tile that its class must cover.</source>
        <translation>Proporción de la tesela que debe cubrir su clase.</translation>
    </message>
    <message>
        <source>The class of tiles without any other class, for example non_urban.</source>
        <translation>La clase de las teselas que no son de ninguna otra; por ejemplo, non_urban.</translation>
    </message>
    <message>
        <source>The rule by which a tile gets its class.</source>
        <translation>La regla que da su clase a una tesela.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>todas</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>se descartan</translation>
    </message>
</context>
<context>
    <name>ClassTable</name>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>All tiles</source>
        <translation>Todas las teselas</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Clases</translation>
    </message>
    <message>
        <source>Colour of {}</source>
        <translation>Color de {}</translation>
    </message>
    <message>
        <source>Double-click a class for its colour.</source>
        <translation>Haga doble clic en una clase para cambiar su color.</translation>
    </message>
    <message>
        <source>Drag a class to another place, or press Alt+Up or Alt+Down: classes are numbered in this order.</source>
        <translation>Arrastre una clase a otro lugar, o pulse Alt+Arriba o Alt+Abajo: las clases se numeran en este orden.</translation>
    </message>
    <message>
        <source>In the dataset</source>
        <translation>En el conjunto</translation>
    </message>
    <message>
        <source>In the layer</source>
        <translation>En la capa</translation>
    </message>
    <message>
        <source>Objects by class</source>
        <translation>Objetos por clase</translation>
    </message>
    <message>
        <source>Tiles by class and split</source>
        <translation>Teselas por clase y división</translation>
    </message>
    <message>
        <source>Untick a class to ignore it; give two classes one name to merge them. Double-click a class for its colour, and a name to change it.</source>
        <translation>Desmarque una clase para ignorarla; dé a dos clases el mismo nombre para unirlas. Haga doble clic en una clase para su color, y en un nombre para cambiarlo.</translation>
    </message>
</context>
<context>
    <name>CloudLooks</name>
    <message>
        <source>Colours the tiles on the map by their share of cloudy pixels; the number appears under the mouse. Tiles that are left out keep their symbols.</source>
        <translation>Colorea las teselas en el mapa según cuántos de sus píxeles son nubosos; el número se lee bajo el ratón. Las teselas excluidas conservan sus signos.</translation>
    </message>
    <message>
        <source>Show share of cloud</source>
        <translation>Colorear por nubes</translation>
    </message>
</context>
<context>
    <name>CloudPage</name>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>2  Clouds</source>
        <translation>2  Nubes</translation>
    </message>
    <message>
        <source>A raster that marks clouds: Sentinel-2 SCL, a Landsat quality band, ...</source>
        <translation>Un ráster que indica las nubes: SCL de Sentinel-2, una banda de calidad de Landsat...</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>Banda</translation>
    </message>
    <message>
        <source>Choose the cloud mask.</source>
        <translation>Falta elegir la máscara de nubes.</translation>
    </message>
    <message>
        <source>Choose the kind of mask, or own values or bits that are cloudy.</source>
        <translation>Falta elegir el tipo de máscara, o valores o bits propios que indican nubes.</translation>
    </message>
    <message>
        <source>Choose the layer with the cloud marks.</source>
        <translation>Falta elegir la capa con las marcas de nubes.</translation>
    </message>
    <message>
        <source>Click or drag over tiles on the map to mark them, again to unmark. Shift: a rectangle. Ctrl+Z: undo. Esc: end.</source>
        <translation>Hacer clic o arrastrar sobre las teselas del mapa para marcarlas, y otra vez para desmarcarlas. Mayús: un rectángulo. Ctrl+Z: deshacer. Esc: salir.</translation>
    </message>
    <message>
        <source>Cloud layer</source>
        <translation>Capa de nubes</translation>
    </message>
    <message>
        <source>Cloud mask</source>
        <translation>Máscara de nubes</translation>
    </message>
    <message>
        <source>Cloudy bits</source>
        <translation>Bits nubosos</translation>
    </message>
    <message>
        <source>Cloudy tiles</source>
        <translation>Teselas nubosas</translation>
    </message>
    <message>
        <source>Cloudy values</source>
        <translation>Valores nubosos</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Distancia</translation>
    </message>
    <message>
        <source>How cloudy tiles are found. They are left out.</source>
        <translation>Cómo se encuentran las teselas nubosas, que se descartan.</translation>
    </message>
    <message>
        <source>Kind of mask</source>
        <translation>Tipo de máscara</translation>
    </message>
    <message>
        <source>Largest cloudy share</source>
        <translation>Mayor porción nublada</translation>
    </message>
    <message>
        <source>Mark Clouds</source>
        <translation>Marcar nubes</translation>
    </message>
    <message>
        <source>Mask bits that mark clouds, for example 3,4 for cloud and cloud shadow, or 8-9=3 for high-confidence cloud, in QA_PIXEL of Landsat Collection 2.</source>
        <translation>Bits de la máscara que indican nubes; por ejemplo, 3,4 para nube y sombra de nube, o 8-9=3 para nube de confianza alta, en QA_PIXEL de Landsat Collection 2.</translation>
    </message>
    <message>
        <source>Mask values that are cloudy, for example 3,8-10 for Sentinel-2 SCL.</source>
        <translation>Valores de la máscara que indican nubes; por ejemplo, 3,8-10 para SCL de Sentinel-2.</translation>
    </message>
    <message>
        <source>Points, lines or polygons on clouds and their shadows.</source>
        <translation>Puntos, líneas o polígonos sobre las nubes y sus sombras.</translation>
    </message>
    <message>
        <source>Say which bits of the mask are cloudy.</source>
        <translation>Falta indicar qué bits de la máscara son nubes.</translation>
    </message>
    <message>
        <source>Say which values of the mask are cloudy.</source>
        <translation>Falta indicar qué valores de la máscara son nubes.</translation>
    </message>
    <message>
        <source>The band of the cloud mask.</source>
        <translation>La banda de la máscara de nubes.</translation>
    </message>
    <message>
        <source>The layer chosen here is not in this project; choose another.</source>
        <translation>La capa elegida aquí no está en este proyecto; hay que elegir otra.</translation>
    </message>
    <message>
        <source>The layer {} cannot be opened; repair its source, or choose another.</source>
        <translation>La capa {} no se puede abrir; hay que reparar su origen o elegir otra.</translation>
    </message>
    <message>
        <source>The layer {} was removed; choose another, or the empty entry.</source>
        <translation>Se ha quitado la capa {}; hay que elegir otra o la entrada vacía.</translation>
    </message>
    <message>
        <source>The layer {} was removed; choose another.</source>
        <translation>Se ha quitado la capa {}; hay que elegir otra.</translation>
    </message>
    <message>
        <source>They apply to all images that show the place.</source>
        <translation>Cuentan en todas las imágenes que muestran el lugar.</translation>
    </message>
    <message>
        <source>Tiles marked: {}</source>
        <translation>Teselas marcadas: {}</translation>
    </message>
    <message>
        <source>Tiles marked: {}; tiles they leave out: {}</source>
        <translation>Teselas marcadas: {}; teselas que descartan: {}</translation>
    </message>
    <message>
        <source>Tiles with a larger cloudy share are left out.</source>
        <translation>Se descartan las teselas con una proporción de nubes mayor.</translation>
    </message>
    <message>
        <source>Tiles within this distance of a mark are left out as well.</source>
        <translation>También se descartan las teselas que estén así de cerca de una marca.</translation>
    </message>
    <message>
        <source>Which values or bits of the mask are cloudy.</source>
        <translation>Qué valores o bits de la máscara son nubes.</translation>
    </message>
    <message>
        <source>by a cloud mask</source>
        <translation>por máscara de nubes</translation>
    </message>
    <message>
        <source>choose…</source>
        <translation>elegir…</translation>
    </message>
    <message>
        <source>keep all tiles</source>
        <translation>conservar todas</translation>
    </message>
    <message>
        <source>marked in a layer</source>
        <translation>marcadas en una capa</translation>
    </message>
    <message>
        <source>marked on the map</source>
        <translation>marcadas en el mapa</translation>
    </message>
    <message>
        <source>own bits</source>
        <translation>bits propios</translation>
    </message>
    <message>
        <source>own values</source>
        <translation>valores propios</translation>
    </message>
</context>
<context>
    <name>CloudShares</name>
    <message>
        <source>left out: {}</source>
        <translation>excluida: {}</translation>
    </message>
    <message>
        <source>{0}: {1:.0f} % cloud</source>
        <translation>{0}: {1:.0f} % de nubes</translation>
    </message>
</context>
<context>
    <name>DatasetChecks</name>
    <message>
        <source>Python With the Libraries That You Train With</source>
        <translation>Python con las bibliotecas con las que entrena</translation>
    </message>
</context>
<context>
    <name>DatasetEditing</name>
    <message>
        <source>Correct tiles</source>
        <translation>Corregir teselas</translation>
    </message>
    <message>
        <source>Leave tiles out</source>
        <translation>Dejar teselas fuera</translation>
    </message>
    <message>
        <source>The tiles of this dataset have no classes.</source>
        <translation>Las teselas de este conjunto de datos no tienen clases.</translation>
    </message>
    <message>
        <source>The tiles of this dataset have no splits.</source>
        <translation>Las teselas de este conjunto de datos no tienen divisiones.</translation>
    </message>
    <message>
        <source>Updating a dataset</source>
        <translation>Actualizando un conjunto de datos</translation>
    </message>
    <message>
        <source>{}: tiles to correct</source>
        <translation>{}: teselas por corregir</translation>
    </message>
</context>
<context>
    <name>DatasetLooks</name>
    <message>
        <source>Audit of the Splits</source>
        <translation>Auditoría de las divisiones</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Ficha</translation>
    </message>
    <message>
        <source>Check of All Files</source>
        <translation>Comprobación de todos los archivos</translation>
    </message>
    <message>
        <source>Contact Sheet</source>
        <translation>Hoja de contactos</translation>
    </message>
    <message>
        <source>Dataset Page</source>
        <translation>Página del conjunto</translation>
    </message>
</context>
<context>
    <name>DatasetResults</name>
    <message>
        <source>Another dataset has replaced this one in {}.</source>
        <translation>Otro conjunto de datos ha ocupado el lugar de este en {}.</translation>
    </message>
    <message>
        <source>Looking at a dataset</source>
        <translation>Examinando un conjunto de datos</translation>
    </message>
    <message>
        <source>Looking at {}</source>
        <translation>Examinando {}</translation>
    </message>
    <message>
        <source>Open Dataset</source>
        <translation>Abrir conjunto de datos</translation>
    </message>
    <message>
        <source>The dataset is updated. Tiles corrected: {}, left out: {}.</source>
        <translation>El conjunto de datos está actualizado. Teselas corregidas: {}; descartadas: {}.</translation>
    </message>
    <message>
        <source>The log has {} warnings.</source>
        <translation>El registro tiene {} avisos.</translation>
    </message>
    <message>
        <source>The map has no place for {}.</source>
        <translation>El mapa no tiene lugar para {}.</translation>
    </message>
    <message>
        <source>These files of the dataset no longer exist: {}</source>
        <translation>Estos archivos del conjunto de datos ya no están: {}</translation>
    </message>
    <message>
        <source>This dataset does not record its settings; the dock keeps its own.</source>
        <translation>Este conjunto de datos no indica sus ajustes; el panel conserva los que tiene.</translation>
    </message>
    <message>
        <source>This dataset was corrected since; a new run would not know of that.</source>
        <translation>Este conjunto de datos se corrigió después; una nueva ejecución no lo tendría en cuenta.</translation>
    </message>
</context>
<context>
    <name>DatasetRuns</name>
    <message>
        <source>A dataset is being made; wait, or cancel it.</source>
        <translation>Se está creando un conjunto de datos; hay que esperar a que termine o cancelarlo.</translation>
    </message>
    <message>
        <source>Add to Project</source>
        <translation>Añadir al proyecto</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Examinar</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>No se ha escrito nada.</translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation>Abrir carpeta</translation>
    </message>
    <message>
        <source>Start Anew</source>
        <translation>Empezar de nuevo</translation>
    </message>
    <message>
        <source>The earlier dataset is as it was.</source>
        <translation>El conjunto de datos anterior queda como estaba.</translation>
    </message>
    <message>
        <source>The tiles made so far are kept.</source>
        <translation>Las teselas creadas hasta ahora se conservan.</translation>
    </message>
    <message>
        <source>Tiles made: {}, left out: {}, warnings: {}.</source>
        <translation>Teselas hechas: {}; descartadas: {}; avisos: {}.</translation>
    </message>
    <message>
        <source>Tiles made: {}, left out: {}.</source>
        <translation>Teselas hechas: {}; descartadas: {}.</translation>
    </message>
    <message>
        <source>{} has edits that are not saved; the dataset is made with them.</source>
        <translation>{} tiene ediciones sin guardar; el conjunto de datos se crea con ellas.</translation>
    </message>
</context>
<context>
    <name>DatasetSample</name>
    <message>
        <source>Choose an image to see some of its tiles here.</source>
        <translation>Cuando se elige una imagen, se ven aquí algunas de sus teselas.</translation>
    </message>
    <message>
        <source>No tile of this class is in this split.</source>
        <translation>Ninguna tesela de esta clase está en esta partición.</translation>
    </message>
    <message>
        <source>Reading a tile</source>
        <translation>Leyendo una tesela</translation>
    </message>
    <message>
        <source>The cut values here come from {} tiles; the export uses all, which may shift them slightly.</source>
        <translation>Los valores de corte vienen aquí de {} teselas; la exportación toma todas, lo que puede moverlos un poco.</translation>
    </message>
    <message>
        <source>The grid has {} tiles. A sample plans all of them, which may take a few minutes.</source>
        <translation>La cuadrícula tiene {} teselas. Una muestra las planifica todas, lo que puede tardar algunos minutos.</translation>
    </message>
    <message>
        <source>The pixels come from a server, which is contacted only when the dataset is made, not for a sample.</source>
        <translation>Los píxeles vienen de un servidor, al que se le piden al crear el conjunto de datos, y no para una muestra.</translation>
    </message>
    <message>
        <source>The sample is being made…</source>
        <translation>Se está creando la muestra…</translation>
    </message>
    <message>
        <source>from the map</source>
        <translation>del mapa</translation>
    </message>
    <message>
        <source>{} is not in the dataset.</source>
        <translation>{} no está en el conjunto de datos.</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} de {}</translation>
    </message>
</context>
<context>
    <name>DockPage</name>
    <message>
        <source>The layer chosen here is not in this project; choose another.</source>
        <translation>La capa elegida aquí no está en este proyecto; hay que elegir otra.</translation>
    </message>
    <message>
        <source>The layer {} cannot be opened; repair its source, or choose another.</source>
        <translation>La capa {} no se puede abrir; hay que reparar su origen o elegir otra.</translation>
    </message>
    <message>
        <source>The layer {} was removed; choose another, or the empty entry.</source>
        <translation>Se ha quitado la capa {}; hay que elegir otra o la entrada vacía.</translation>
    </message>
    <message>
        <source>The layer {} was removed; choose another.</source>
        <translation>Se ha quitado la capa {}; hay que elegir otra.</translation>
    </message>
</context>
<context>
    <name>EditPanel</name>
    <message>
        <source>Changed: {}, left out: {}</source>
        <translation>Cambiadas: {}, dejadas fuera: {}</translation>
    </message>
    <message>
        <source>Class colours</source>
        <translation>Color por clase</translation>
    </message>
    <message>
        <source>Class of the selected tiles</source>
        <translation>Clase de las teselas seleccionadas</translation>
    </message>
    <message>
        <source>Click or drag on the map to select tiles; with Shift more of them.</source>
        <translation>Haga clic o arrastre en el mapa para seleccionar teselas; con Mayús, más.</translation>
    </message>
    <message>
        <source>Correct Tiles</source>
        <translation>Corregir teselas</translation>
    </message>
    <message>
        <source>Gives this class to the selected tiles.</source>
        <translation>Da esta clase a las teselas seleccionadas.</translation>
    </message>
    <message>
        <source>Leave Tiles Out</source>
        <translation>Quitar teselas</translation>
    </message>
    <message>
        <source>Puts the selected tiles into this split.</source>
        <translation>Pone las teselas seleccionadas en esta división.</translation>
    </message>
    <message>
        <source>Replaces this dataset with one that has these classes and splits; images that stay the same are kept. Changes made with Correct Labels are included.</source>
        <translation>Pone en lugar de este un conjunto de datos con estas clases y divisiones; se conservan las imágenes que no cambian. También cuentan las correcciones de «Corregir etiquetas».</translation>
    </message>
    <message>
        <source>Select Tiles</source>
        <translation>Seleccionar teselas</translation>
    </message>
    <message>
        <source>Select tiles on the map, then give them a class or a split.</source>
        <translation>Seleccione teselas en el mapa y deles una clase o una división.</translation>
    </message>
    <message>
        <source>Set Class</source>
        <translation>Dar clase</translation>
    </message>
    <message>
        <source>Set Split</source>
        <translation>Dar división</translation>
    </message>
    <message>
        <source>Shows the dataset's tiles on the map as a layer, so that you can change their classes and splits. The dataset itself changes only with Update Dataset.</source>
        <translation>Pone en el mapa las teselas del conjunto de datos como una capa, para darles otras clases y divisiones. Solo «Actualizar conjunto» cambia el conjunto de datos.</translation>
    </message>
    <message>
        <source>Split colours</source>
        <translation>Color por división</translation>
    </message>
    <message>
        <source>Split of the selected tiles</source>
        <translation>División de las teselas seleccionadas</translation>
    </message>
    <message>
        <source>The selected tiles will not be in the dataset.</source>
        <translation>Las teselas seleccionadas no estarán en el conjunto de datos.</translation>
    </message>
    <message>
        <source>Tiles selected: {}</source>
        <translation>Teselas seleccionadas: {}</translation>
    </message>
    <message>
        <source>Update Dataset</source>
        <translation>Actualizar conjunto</translation>
    </message>
    <message>
        <source>What tiles are coloured by</source>
        <translation>Por qué se colorean las teselas</translation>
    </message>
</context>
<context>
    <name>ExportPage</name>
    <message>
        <source>5  Export</source>
        <translation>5  Exportación</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>Bandas</translation>
    </message>
    <message>
        <source>Compress without loss</source>
        <translation>Comprimir sin pérdida</translation>
    </message>
    <message>
        <source>Computed from the image's bands and written after them.</source>
        <translation>Se calculan de las bandas de la imagen y se escriben detrás de ellas.</translation>
    </message>
    <message>
        <source>File names</source>
        <translation>Nombres de archivo</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>From 1 (small files) to 100.</source>
        <translation>De 1 (archivos pequeños) a 100.</translation>
    </message>
    <message>
        <source>How the images are named: by the tile's place in the grid, such as urban_r00012_c00034, or counted, such as urban_001.</source>
        <translation>Cómo se nombran las imágenes: por la posición de la tesela en la cuadrícula, como urban_r00012_c00034, o numeradas, como urban_001.</translation>
    </message>
    <message>
        <source>Indices</source>
        <translation>Índices</translation>
    </message>
    <message>
        <source>JPEG and PNG are pictures; GeoTIFF and NumPy keep values and all bands.</source>
        <translation>JPEG y PNG son imágenes para ver; GeoTIFF y NumPy conservan los valores y todas las bandas.</translation>
    </message>
    <message>
        <source>JPEG quality</source>
        <translation>Calidad JPEG</translation>
    </message>
    <message>
        <source>The bands of the tiles, in the order in which they are written.</source>
        <translation>Las bandas de las teselas, en el orden en que se escriben.</translation>
    </message>
    <message>
        <source>The layer chosen here is not in this project; choose another.</source>
        <translation>La capa elegida aquí no está en este proyecto; hay que elegir otra.</translation>
    </message>
    <message>
        <source>The layer {} cannot be opened; repair its source, or choose another.</source>
        <translation>La capa {} no se puede abrir; hay que reparar su origen o elegir otra.</translation>
    </message>
    <message>
        <source>The layer {} was removed; choose another, or the empty entry.</source>
        <translation>Se ha quitado la capa {}; hay que elegir otra o la entrada vacía.</translation>
    </message>
    <message>
        <source>The layer {} was removed; choose another.</source>
        <translation>Se ha quitado la capa {}; hay que elegir otra.</translation>
    </message>
    <message>
        <source>Tick at least one band.</source>
        <translation>Marque al menos una banda.</translation>
    </message>
    <message>
        <source>Without it files are larger, and faster to write and read.</source>
        <translation>Sin compresión, los archivos son más grandes y se escriben y leen más rápido.</translation>
    </message>
    <message>
        <source>by place</source>
        <translation>por posición</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>numeradas</translation>
    </message>
</context>
<context>
    <name>FactsLine</name>
    <message>
        <source>Looking at the image…</source>
        <translation>Examinando la imagen…</translation>
    </message>
    <message>
        <source>Pixels that are {} in all bands then do not count as part of the image, and tiles with any of them are left out, unless you lower At least valid.</source>
        <translation>Los píxeles que valen {} en todas las bandas dejan de ser parte de la imagen, y se descartan las teselas que tengan alguno, salvo que en «Mínimo de válidos» se pida menos.</translation>
    </message>
    <message>
        <source>Treat {} as nodata</source>
        <translation>Tratar {} como sin datos</translation>
    </message>
</context>
<context>
    <name>FolderRows</name>
    <message>
        <source>Add to it</source>
        <translation>Añadir a él</translation>
    </message>
    <message>
        <source>Adds the images to the dataset in the folder, with the same settings; its tiles stay as they are.</source>
        <translation>Añade las imágenes al conjunto de datos de la carpeta, con la misma configuración; sus teselas quedan como están.</translation>
    </message>
    <message>
        <source>Choose a folder for the dataset.</source>
        <translation>Falta elegir una carpeta para el conjunto de datos.</translation>
    </message>
    <message>
        <source>Continue it</source>
        <translation>Continuarlo</translation>
    </message>
    <message>
        <source>Dataset Folder</source>
        <translation>Carpeta del conjunto de datos</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>Keeps the tiles that are there and makes the others, with the same settings.</source>
        <translation>Conserva las teselas que ya están y crea las demás, con los mismos ajustes.</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Reemplazarlo</translation>
    </message>
    <message>
        <source>Replaces the dataset in the folder once the new one is complete.</source>
        <translation>Reemplaza el conjunto de datos de la carpeta cuando el nuevo está completo.</translation>
    </message>
    <message>
        <source>The folder holds a dataset (tiles: {}). Add to it, replace it, or choose another folder.</source>
        <translation>La carpeta contiene un conjunto de datos (teselas: {}). Hay que añadir a él, reemplazarlo o elegir otra carpeta.</translation>
    </message>
    <message>
        <source>The folder holds a dataset (tiles: {}). Replace it, or choose another folder.</source>
        <translation>La carpeta contiene un conjunto de datos (teselas: {}). Hay que reemplazarlo o elegir otra carpeta.</translation>
    </message>
    <message>
        <source>The folder holds a dataset. Replace it, or choose another folder.</source>
        <translation>La carpeta contiene un conjunto de datos. Hay que reemplazarlo o elegir otra carpeta.</translation>
    </message>
    <message>
        <source>The folder holds an unfinished dataset. Continue it, replace it, or choose another folder.</source>
        <translation>La carpeta contiene un conjunto de datos sin terminar. Hay que continuarlo, reemplazarlo o elegir otra carpeta.</translation>
    </message>
    <message>
        <source>Where the dataset goes: a new or empty folder.</source>
        <translation>Dónde se guarda el conjunto de datos: una carpeta nueva o vacía.</translation>
    </message>
    <message>
        <source>{} cannot be written to; choose another folder.</source>
        <translation>No se puede escribir en {}; hay que elegir otra carpeta.</translation>
    </message>
    <message>
        <source>{} holds other files; choose a new or an empty folder.</source>
        <translation>{} contiene otros archivos; hay que elegir una carpeta nueva o vacía.</translation>
    </message>
    <message>
        <source>{} is a file; choose a folder.</source>
        <translation>{} es un archivo; hay que elegir una carpeta.</translation>
    </message>
</context>
<context>
    <name>HandOver</name>
    <message>
        <source>{} is now the masks of {}, and no longer under Labels.</source>
        <translation>{} son ahora las máscaras de {} y ya no está en Etiquetas.</translation>
    </message>
    <message>
        <source>{} is now the objects of {}, and no longer under Labels.</source>
        <translation>{} son ahora los objetos de {} y ya no está en Etiquetas.</translation>
    </message>
</context>
<context>
    <name>HelpButton</name>
    <message>
        <source>Help on {}</source>
        <translation>Ayuda sobre {}</translation>
    </message>
    <message>
        <source>What this page asks for, and what it does</source>
        <translation>Qué pregunta esta página y qué resulta de ello</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Tilewright: {}</source>
        <translation>Tilewright: {}</translation>
    </message>
</context>
<context>
    <name>ImageLooker</name>
    <message>
        <source>Looking at the image</source>
        <translation>Examinando la imagen</translation>
    </message>
</context>
<context>
    <name>ImagePage</name>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>1  Image and Tiles</source>
        <translation>1  Imagen y teselas</translation>
    </message>
    <message>
        <source>A run that needs more requests does not start. Read the terms of the service before you allow more.</source>
        <translation>No se inicia una ejecución que haga más peticiones al servicio. Antes de permitir más, conviene leer las condiciones del servicio.</translation>
    </message>
    <message>
        <source>A value to treat as nodata if the image does not define it, often 0.</source>
        <translation>Un valor que se trata como sin datos si la imagen no lo declara; a menudo, 0.</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Área</translation>
    </message>
    <message>
        <source>At least valid</source>
        <translation>Mínimo de válidos</translation>
    </message>
    <message>
        <source>Choose an image.</source>
        <translation>Falta elegir una imagen.</translation>
    </message>
    <message>
        <source>Choose the area to use of {}; it may cover the whole world.</source>
        <translation>Hay que elegir el área que se quiere de {}; puede abarcar el mundo entero.</translation>
    </message>
    <message>
        <source>Edge tiles</source>
        <translation>Teselas del borde</translation>
    </message>
    <message>
        <source>Extra nodata</source>
        <translation>Valor sin datos extra</translation>
    </message>
    <message>
        <source>Extra nodata must be a number, or empty.</source>
        <translation>El valor sin datos extra debe ser un número o quedar vacío.</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Load an image into QGIS.</source>
        <translation>Falta cargar una imagen en QGIS.</translation>
    </message>
    <message>
        <source>Metres of a pixel on the ground. The service is asked at its nearest zoom.</source>
        <translation>Metros de un píxel sobre el terreno. Al servicio se le pide el nivel de zoom más próximo.</translation>
    </message>
    <message>
        <source>Most requests</source>
        <translation>Máximo de peticiones</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>Superposición</translation>
    </message>
    <message>
        <source>Pixel size</source>
        <translation>Tamaño de píxel</translation>
    </message>
    <message>
        <source>Pixels that neighbouring tiles share; negative for a gap.</source>
        <translation>Píxeles que comparten las teselas vecinas; por debajo de 0, una separación de tantos.</translation>
    </message>
    <message>
        <source>Polygons that tiles must touch; empty for the whole image.</source>
        <translation>Polígonos que las teselas deben tocar; vacío para usar toda la imagen.</translation>
    </message>
    <message>
        <source>Set the pixel size for {}; a map service has many.</source>
        <translation>Hay que indicar el tamaño de un píxel de {}; un servicio de mapas tiene muchos.</translation>
    </message>
    <message>
        <source>The layer chosen here is not in this project; choose another.</source>
        <translation>La capa elegida aquí no está en este proyecto; hay que elegir otra.</translation>
    </message>
    <message>
        <source>The layer {} cannot be opened; repair its source, or choose another.</source>
        <translation>La capa {} no se puede abrir; hay que reparar su origen o elegir otra.</translation>
    </message>
    <message>
        <source>The layer {} was removed; choose another, or the empty entry.</source>
        <translation>Se ha quitado la capa {}; hay que elegir otra o la entrada vacía.</translation>
    </message>
    <message>
        <source>The layer {} was removed; choose another.</source>
        <translation>Se ha quitado la capa {}; hay que elegir otra.</translation>
    </message>
    <message>
        <source>The overlap must be smaller than the tile.</source>
        <translation>La superposición debe ser menor que la tesela.</translation>
    </message>
    <message>
        <source>The raster to cut into tiles.</source>
        <translation>El ráster que se corta en teselas.</translation>
    </message>
    <message>
        <source>Tile size</source>
        <translation>Tamaño de tesela</translation>
    </message>
    <message>
        <source>Tiles with a smaller share of valid pixels are left out.</source>
        <translation>Se descartan las teselas con una proporción menor de píxeles válidos.</translation>
    </message>
    <message>
        <source>Unit of the tile size</source>
        <translation>Unidad del tamaño de tesela</translation>
    </message>
    <message>
        <source>What happens to tiles that cross the edge of the image.</source>
        <translation>Qué pasa con las teselas que corta el borde de la imagen.</translation>
    </message>
    <message>
        <source>Width and height of a tile. Metres are rounded to whole pixels.</source>
        <translation>Anchura y altura de una tesela. Los metros se redondean a píxeles enteros.</translation>
    </message>
    <message>
        <source>keep, smaller</source>
        <translation>conservar más pequeñas</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>descartar</translation>
    </message>
    <message>
        <source>metres</source>
        <translation>metros</translation>
    </message>
    <message>
        <source>move inward</source>
        <translation>mover hacia dentro</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>sin elegir</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>píxeles</translation>
    </message>
</context>
<context>
    <name>ImageSources</name>
    <message>
        <source> stack</source>
        <translation> pila</translation>
    </message>
    <message>
        <source>A GeoTIFF or any other raster file, or several for one dataset.</source>
        <translation>Un GeoTIFF u otro archivo ráster, o varios para un mismo conjunto de datos.</translation>
    </message>
    <message>
        <source>A Landsat image with urban areas, and settings ready to run.</source>
        <translation>Una imagen Landsat con zonas urbanas y ajustes listos para ejecutar.</translation>
    </message>
    <message>
        <source>Band files are being stacked; wait, or cancel that.</source>
        <translation>Se están apilando archivos de bandas; espere o cancele.</translation>
    </message>
    <message>
        <source>Choose the Files of All Bands</source>
        <translation>Elegir los archivos de todas las bandas</translation>
    </message>
    <message>
        <source>Combines files of one band each, as Landsat ships them, into one image.</source>
        <translation>Archivos de una sola banda, como los de Landsat, se convierten en una imagen.</translation>
    </message>
    <message>
        <source>Find Imagery…</source>
        <translation>Buscar imágenes…</translation>
    </message>
    <message>
        <source>Load Sentinel-2 Product…</source>
        <translation>Cargar un producto Sentinel-2…</translation>
    </message>
    <message>
        <source>Makes a reflectance image from a .SAFE folder or a zip file.</source>
        <translation>Crea una imagen de reflectancias a partir de una carpeta .SAFE o de un archivo zip.</translation>
    </message>
    <message>
        <source>Only {} was chosen; choose the files of all bands together.</source>
        <translation>Solo se eligió {}; elija juntos los archivos de todas las bandas.</translation>
    </message>
    <message>
        <source>Open Image</source>
        <translation>Abrir una imagen</translation>
    </message>
    <message>
        <source>Open Image…</source>
        <translation>Abrir una imagen…</translation>
    </message>
    <message>
        <source>Save the Stack of {} Files</source>
        <translation>Guardar la pila de {} archivos</translation>
    </message>
    <message>
        <source>Searches a catalogue for satellite images of the area on the map.</source>
        <translation>Busca en un catálogo de imágenes de satélite lo que muestra el mapa.</translation>
    </message>
    <message>
        <source>Stack Band Files…</source>
        <translation>Apilar archivos de bandas…</translation>
    </message>
    <message>
        <source>Stack Layers of One Band…</source>
        <translation>Apilar capas de una banda…</translation>
    </message>
    <message>
        <source>Stacking band files…</source>
        <translation>Apilando archivos de bandas…</translation>
    </message>
    <message>
        <source>The layers of one band each that lie on one grid become one image.</source>
        <translation>Las capas de una sola banda que comparten cuadrícula pasan a ser una imagen.</translation>
    </message>
    <message>
        <source>Try the Example</source>
        <translation>Probar el ejemplo</translation>
    </message>
    <message>
        <source>{} cannot be opened as an image; choose another file.</source>
        <translation>No se puede abrir {} como imagen; elija otro archivo.</translation>
    </message>
</context>
<context>
    <name>IndexField</name>
    <message>
        <source>Chosen: {}</source>
        <translation>Elegidos: {}</translation>
    </message>
    <message>
        <source>Indices</source>
        <translation>Índices</translation>
    </message>
    <message>
        <source>Indices by what they show</source>
        <translation>Índices según lo que muestran</translation>
    </message>
    <message>
        <source>Names, what indices show, and bands. NDVI_SD5 or NIR_MEAN3 add a texture: the standard deviation or the mean of so many by so many pixels around each.</source>
        <translation>Nombres, lo que muestran los índices y bandas. NDVI_SD5 o NIR_MEAN3 añaden una textura: la desviación típica o la media de tantos por tantos píxeles alrededor de cada uno.</translation>
    </message>
    <message>
        <source>Search indices</source>
        <translation>Buscar índices</translation>
    </message>
    <message>
        <source>Search: water, NDVI, …</source>
        <translation>Buscar: agua, NDVI, …</translation>
    </message>
    <message>
        <source>Texture</source>
        <translation>Textura</translation>
    </message>
    <message>
        <source>The image does not identify these bands: {}</source>
        <translation>La imagen no dice cuáles son estas bandas: {}</translation>
    </message>
    <message>
        <source>These are bands of the first image. Those of the others are matched with them by name, wavelength or number.</source>
        <translation>Son bandas de la primera imagen. Las de las demás se emparejan con ellas por nombre, longitud de onda o número.</translation>
    </message>
    <message>
        <source>Tick at least one index, or choose none.</source>
        <translation>Marque al menos un índice, o elija ninguno.</translation>
    </message>
    <message>
        <source>chosen from a list</source>
        <translation>elegidos de una lista</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>{} needs a band that the image does not identify: {}. Choose that band below the list of indices.</source>
        <translation>{} necesita una banda que la imagen no dice cuál es: {}. Elija esa banda debajo de la lista de índices.</translation>
    </message>
</context>
<context>
    <name>InterpretTool</name>
    <message>
        <source>Keys 1 to 9: class of the point in the middle. 0: none. N: next. P: back. Esc: end. Clicks do nothing.</source>
        <translation>Teclas 1 a 9: clase del punto del centro. 0: ninguna. N: siguiente. P: anterior. Esc: terminar. Los clics no hacen nada.</translation>
    </message>
</context>
<context>
    <name>LabelButtons</name>
    <message>
        <source>Adds a file of polygons, or a class raster, as the labels.</source>
        <translation>Añade un archivo de polígonos, o un ráster de clases, como etiquetas.</translation>
    </message>
    <message>
        <source>Layer of the file:</source>
        <translation>Capa del archivo:</translation>
    </message>
    <message>
        <source>Makes a GeoPackage with class and colour fields, ready to draw in.</source>
        <translation>Crea un GeoPackage con campos de clase y color, listo para dibujar.</translation>
    </message>
    <message>
        <source>New Label Layer…</source>
        <translation>Nueva capa de etiquetas…</translation>
    </message>
    <message>
        <source>Open Labels</source>
        <translation>Abrir etiquetas</translation>
    </message>
    <message>
        <source>Open Labels…</source>
        <translation>Abrir etiquetas…</translation>
    </message>
    <message>
        <source>{} cannot be opened; choose another file.</source>
        <translation>No se puede abrir {}; elija otro archivo.</translation>
    </message>
    <message>
        <source>{} has no polygons and is no class raster; choose another file.</source>
        <translation>{} no tiene polígonos ni es un ráster de clases; elija otro archivo.</translation>
    </message>
</context>
<context>
    <name>LabelLayer</name>
    <message>
        <source>Class field</source>
        <translation>Campo de clase</translation>
    </message>
    <message>
        <source>Class name</source>
        <translation>Nombre de la clase</translation>
    </message>
    <message>
        <source>The class of all polygons, for example building.</source>
        <translation>La clase de todos los polígonos, por ejemplo edificio.</translation>
    </message>
    <message>
        <source>The field with the class; empty when all polygons are of one class.</source>
        <translation>El campo con la clase; vacío cuando todos los polígonos son de una clase.</translation>
    </message>
</context>
<context>
    <name>LabelPage</name>
    <message>
        <source>3  Labels</source>
        <translation>3  Etiquetas</translation>
    </message>
    <message>
        <source>Add Class</source>
        <translation>Añadir clase</translation>
    </message>
    <message>
        <source>Add Class…</source>
        <translation>Añadir clase…</translation>
    </message>
    <message>
        <source>Another class for the polygons that you draw, with its own colour.</source>
        <translation>Una clase más para los polígonos que dibuje, con su propio color.</translation>
    </message>
    <message>
        <source>Choose the field with the class, or name one class for all polygons.</source>
        <translation>Falta elegir el campo de clase o dar una clase a todos los polígonos.</translation>
    </message>
    <message>
        <source>Class field</source>
        <translation>Campo de clase</translation>
    </message>
    <message>
        <source>Class name</source>
        <translation>Nombre de clase</translation>
    </message>
    <message>
        <source>Click or drag over tiles on the map to give them this class, again to undo it. Shift: a rectangle. Ctrl+Z: undo. Esc: end.</source>
        <translation>Hacer clic o arrastrar sobre las teselas del mapa para darles esta clase, y otra vez para quitársela. Mayús: un rectángulo. Ctrl+Z: deshacer. Esc: salir.</translation>
    </message>
    <message>
        <source>Correct Labels</source>
        <translation>Corregir etiquetas</translation>
    </message>
    <message>
        <source>Correct to</source>
        <translation>Corregir a</translation>
    </message>
    <message>
        <source>Dash ambiguous tiles</source>
        <translation>Señalar ambiguas</translation>
    </message>
    <message>
        <source>Dashes tiles whose second class is nearly as large as their first.</source>
        <translation>Dibuja con trazo discontinuo las teselas cuya segunda clase es casi tan grande como la primera.</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>Largest difference of an ambiguous tile</source>
        <translation>Diferencia máxima de una tesela ambigua</translation>
    </message>
    <message>
        <source>Name of the class:</source>
        <translation>Nombre de la clase:</translation>
    </message>
    <message>
        <source>Polygons or a class raster that say what is where; empty for tiles without labels.</source>
        <translation>Polígonos o un ráster de clases que dicen qué hay en cada lugar; vacío para teselas sin etiquetas.</translation>
    </message>
    <message>
        <source>The class of all polygons, for example urban.</source>
        <translation>La clase de todos los polígonos; por ejemplo, urban.</translation>
    </message>
    <message>
        <source>The class that tiles get when you correct them on the map.</source>
        <translation>La clase que reciben las teselas al corregirlas en el mapa.</translation>
    </message>
    <message>
        <source>The field with the class; empty when all polygons are of one class.</source>
        <translation>El campo con la clase; vacío si todos los polígonos son de la misma.</translation>
    </message>
    <message>
        <source>The layer chosen here is not in this project; choose another.</source>
        <translation>La capa elegida aquí no está en este proyecto; hay que elegir otra.</translation>
    </message>
    <message>
        <source>The layer {} cannot be opened; repair its source, or choose another.</source>
        <translation>La capa {} no se puede abrir; hay que reparar su origen o elegir otra.</translation>
    </message>
    <message>
        <source>The layer {} was removed; choose another, or the empty entry.</source>
        <translation>Se ha quitado la capa {}; hay que elegir otra o la entrada vacía.</translation>
    </message>
    <message>
        <source>The layer {} was removed; choose another.</source>
        <translation>Se ha quitado la capa {}; hay que elegir otra.</translation>
    </message>
    <message>
        <source>Tiles by class, and those left out by reason</source>
        <translation>Teselas por clase, y las descartadas por motivo</translation>
    </message>
    <message>
        <source>Tiles corrected: {}</source>
        <translation>Teselas corregidas: {}</translation>
    </message>
</context>
<context>
    <name>LabelReview</name>
    <message>
        <source>A test tile: changing its label changes what test scores mean.</source>
        <translation>Una tesela de test: cambiarla cambia lo que significan las puntuaciones.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>Looks the same as {}, which has another class.</source>
        <translation>Se ve igual que {}, que tiene otra clase.</translation>
    </message>
    <message>
        <source>Put it into the dataset with Correct Tiles and Update Dataset in Results, or with a new run.</source>
        <translation>Llévelo al conjunto de datos con Corregir teselas y Actualizar conjunto en Resultados, o ejecutando de nuevo.</translation>
    </message>
    <message>
        <source>Reading a tile</source>
        <translation>Leyendo una tesela</translation>
    </message>
    <message>
        <source>Reviewing labels: {} %</source>
        <translation>Juzgando etiquetas: {} %</translation>
    </message>
    <message>
        <source>Test tiles left out: {}.</source>
        <translation>Teselas de test que quedaron fuera: {}.</translation>
    </message>
    <message>
        <source>Test tiles reviewed as well: {}.</source>
        <translation>Teselas de test que se juzgaron también: {}.</translation>
    </message>
    <message>
        <source>The dataset is no longer in its folder: {}</source>
        <translation>El conjunto de datos ya no está en su carpeta: {}</translation>
    </message>
    <message>
        <source>The labels that the dock has now are not those of this dataset: they have no class {}. Choose Use Again in Results first.</source>
        <translation>Las etiquetas que el panel tiene ahora no son las de este conjunto de datos: no tienen la clase {}. Elija antes Usar de nuevo en Resultados.</translation>
    </message>
    <message>
        <source>There is no dataset in the folder yet; make one first.</source>
        <translation>Todavía no hay ningún conjunto de datos en la carpeta: créelo primero.</translation>
    </message>
    <message>
        <source>This tile is not in the grid on the map: choose the image and the tile size that the dataset was made with.</source>
        <translation>Esta tesela no está en la cuadrícula del mapa: elija la imagen y el tamaño de tesela con los que se hizo el conjunto de datos.</translation>
    </message>
    <message>
        <source>{} of {} tiles, of which {} are doubtful: {}</source>
        <translation>{} de {} teselas, de las cuales {} son dudosas: {}</translation>
    </message>
    <message>
        <source>{} – looks like {}, doubt {:.2f}</source>
        <translation>{} – parece {}, duda {:.2f}</translation>
    </message>
    <message>
        <source>✔ Changed to {}</source>
        <translation>✔ Cambiada a {}</translation>
    </message>
    <message>
        <source>✔ Kept</source>
        <translation>✔ Conservada</translation>
    </message>
    <message>
        <source>✔ Left out</source>
        <translation>✔ Dejada fuera</translation>
    </message>
</context>
<context>
    <name>LayoutRows</name>
    <message>
        <source>A class raster or polygons; each image gets a mask of classes.</source>
        <translation>Un ráster de clases o polígonos; cada imagen recibe una máscara de clases.</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Como máximo</translation>
    </message>
    <message>
        <source>Blacken everything else</source>
        <translation>Ennegrecer lo demás</translation>
    </message>
    <message>
        <source>Choose the field with the class, or name one class.</source>
        <translation>Elija el campo con la clase o escriba una clase.</translation>
    </message>
    <message>
        <source>Choose the layer that the masks are made from.</source>
        <translation>Elija la capa de la que se hacen las máscaras.</translation>
    </message>
    <message>
        <source>Choose the layer with the objects.</source>
        <translation>Elija la capa con los objetos.</translation>
    </message>
    <message>
        <source>Deals the tiles to the splits that the layout needs, as under Split.</source>
        <translation>Reparte las teselas entre las divisiones que necesita la organización, como en División.</translation>
    </message>
    <message>
        <source>Empty tiles</source>
        <translation>Teselas vacías</translation>
    </message>
    <message>
        <source>For change detection: each tile gets a second image of the same ground from one of the images with a later date.</source>
        <translation>Para aprender cambios: cada tesela recibe una segunda imagen del mismo terreno de una de las imágenes con fecha posterior.</translation>
    </message>
    <message>
        <source>How the folder is arranged, which decides which programs can read it.</source>
        <translation>Cómo se organiza la carpeta, lo que decide qué programas la leen.</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Organización</translation>
    </message>
    <message>
        <source>Masks from</source>
        <translation>Máscaras de</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objetos</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>Pares</translation>
    </message>
    <message>
        <source>Pixels that no object covers or that have no class in the mask become black.</source>
        <translation>Los píxeles que ningún objeto cubre o que no tienen clase en la máscara se vuelven negros.</translation>
    </message>
    <message>
        <source>Polygons of individual objects, such as buildings.</source>
        <translation>Polígonos de cosas sueltas, como edificios.</translation>
    </message>
    <message>
        <source>Second image</source>
        <translation>Segunda imagen</translation>
    </message>
    <message>
        <source>Split the Tiles</source>
        <translation>Dividir las teselas</translation>
    </message>
    <message>
        <source>The map's style belongs to one image; choose another scaling for two images.</source>
        <translation>El estilo del mapa es el de una sola imagen: hay que elegir otro escalado para dos imágenes.</translation>
    </message>
    <message>
        <source>The same ground on another date, for change detection: each tile gets a second image with the same bands and scaling.</source>
        <translation>El mismo terreno en otra fecha, para aprender los cambios: cada tesela recibe una segunda imagen con las mismas bandas y el mismo escalado.</translation>
    </message>
    <message>
        <source>The shape in which objects are written.</source>
        <translation>La forma que reciben los objetos.</translation>
    </message>
    <message>
        <source>This layout cannot hold several classes per tile; choose {}.</source>
        <translation>Esta organización no admite varias clases por tesela; hay que elegir {}.</translation>
    </message>
    <message>
        <source>This layout takes {}; choose one of them.</source>
        <translation>Esta organización admite {}; elija uno de ellos.</translation>
    </message>
    <message>
        <source>Tiles without objects may be at most this share of each split.</source>
        <translation>La parte de cada división que pueden ser teselas sin objetos.</translation>
    </message>
    <message>
        <source>What happens to tiles without objects.</source>
        <translation>Qué se hace con las teselas sin objetos.</translation>
    </message>
    <message>
        <source>Written as</source>
        <translation>Se escriben como</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>como es habitual</translation>
    </message>
    <message>
        <source>as usual: {}</source>
        <translation>lo habitual: {}</translation>
    </message>
    <message>
        <source>boxes</source>
        <translation>cajas</translation>
    </message>
    <message>
        <source>each date with the next</source>
        <translation>cada fecha con la siguiente</translation>
    </message>
    <message>
        <source>first with last date</source>
        <translation>primera fecha con última</translation>
    </message>
    <message>
        <source>keep all</source>
        <translation>conservar todas</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>descartar</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>outlines</source>
        <translation>contornos</translation>
    </message>
    <message>
        <source>rotated boxes</source>
        <translation>cajas giradas</translation>
    </message>
    <message>
        <source>share of at most …</source>
        <translation>proporción máxima de …</translation>
    </message>
    <message>
        <source>{} needs tiles in {}, and none go to {}: press Split the Tiles, or change page 4.</source>
        <translation>{} necesita teselas en {}, y ninguna va a {}: pulse Dividir las teselas, o cambie la página 4.</translation>
    </message>
    <message>
        <source>{} takes objects or masks, not both: choose the empty entry in one of the two.</source>
        <translation>{} admite objetos o máscaras, no ambas cosas: hay que elegir la entrada vacía en uno de los dos campos.</translation>
    </message>
</context>
<context>
    <name>MapLooks</name>
    <message>
        <source>How strongly the tiles are drawn over the map.</source>
        <translation>Con qué intensidad se dibujan las teselas sobre el mapa.</translation>
    </message>
    <message>
        <source>Opacity of the tiles</source>
        <translation>Opacidad de las teselas</translation>
    </message>
    <message>
        <source>Shows the tiles over the map. Marks are shown in any case, and can still be set.</source>
        <translation>Muestra las teselas sobre el mapa. Las marcas se ven siempre y se pueden poner.</translation>
    </message>
    <message>
        <source>Tiles on the map</source>
        <translation>Teselas en el mapa</translation>
    </message>
</context>
<context>
    <name>MarkControls</name>
    <message>
        <source>Clear</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Clicks, Drags and Rectangles</source>
        <translation>Clics, arrastres y rectángulos</translation>
    </message>
    <message>
        <source>Marks on no tile of this image: {}. They are kept.</source>
        <translation>Marcas que no están en ninguna tesela de esta imagen: {}. Se conservan.</translation>
    </message>
    <message>
        <source>Names of tiles or of their files, such as r00012_c00034:</source>
        <translation>Nombres de teselas o de sus archivos, como r00012_c00034:</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Polígono</translation>
    </message>
    <message>
        <source>Remove all marks; Undo restores them.</source>
        <translation>Quita todas las marcas; Deshacer las recupera.</translation>
    </message>
    <message>
        <source>Texts and tables (*.csv *.txt);;All files (*)</source>
        <translation>Textos y tablas (*.csv *.txt);;Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Tiles Named in a File</source>
        <translation>Teselas nombradas en un archivo</translation>
    </message>
    <message>
        <source>Tiles Named in a File…</source>
        <translation>Teselas nombradas en un archivo…</translation>
    </message>
    <message>
        <source>Tiles by Name</source>
        <translation>Teselas por nombre</translation>
    </message>
    <message>
        <source>Tiles by Name…</source>
        <translation>Teselas por nombre…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Undo the last change of the marks; Ctrl+Z on the map does the same.</source>
        <translation>Deshace el último cambio de las marcas; Ctrl+Z en el mapa hace lo mismo.</translation>
    </message>
    <message>
        <source>Ways to mark: by clicks, a polygon, or names of tiles.</source>
        <translation>Formas de marcar: con clics, con un polígono o por nombres de teselas.</translation>
    </message>
    <message>
        <source>ways to mark</source>
        <translation>formas de marcar</translation>
    </message>
    <message>
        <source>{} is too long for a list of tiles.</source>
        <translation>{} es demasiado largo para una lista de teselas.</translation>
    </message>
</context>
<context>
    <name>MarkTool</name>
    <message>
        <source>A box stands for {0} × {0} tiles, too many for a click: zoom in.</source>
        <translation>Un recuadro representa {0} × {0} teselas, demasiadas para un clic: acerque el mapa.</translation>
    </message>
    <message>
        <source>A polygon needs at least three corners.</source>
        <translation>Un polígono tiene al menos tres esquinas.</translation>
    </message>
    <message>
        <source>Click or drag over tiles, again to undo it. Shift and drag: a rectangle. Ctrl+Z: undo. Esc: end.</source>
        <translation>Haga clic o arrastre sobre teselas; otra vez: lo quita. Mayús y arrastrar: un rectángulo. Ctrl+Z: deshacer. Esc: terminar.</translation>
    </message>
    <message>
        <source>Click the corners of a polygon around tiles. Ctrl+Z: undo. Esc: end.</source>
        <translation>Haga clic en los vértices de un polígono alrededor de teselas. Ctrl+Z: deshacer. Esc: terminar.</translation>
    </message>
    <message>
        <source>Click the next corner. Right click or Enter: done. Backspace: remove the last corner. Esc: cancel.</source>
        <translation>Haga clic en el vértice siguiente. Clic derecho o Intro: listo. Retroceso: uno atrás. Esc: abandonar.</translation>
    </message>
    <message>
        <source>Esc: end.</source>
        <translation>Esc: terminar.</translation>
    </message>
    <message>
        <source>The polygon holds more than {} tiles; draw a smaller one.</source>
        <translation>El polígono contiene más de {} teselas; dibuje uno más pequeño.</translation>
    </message>
    <message>
        <source>The rectangle holds more than {} tiles; draw a smaller one.</source>
        <translation>El rectángulo contiene más de {} teselas; hay que dibujar uno más pequeño.</translation>
    </message>
    <message>
        <source>There is no tile centre in the polygon.</source>
        <translation>El polígono no contiene el centro de ninguna tesela.</translation>
    </message>
    <message>
        <source>There is no tile centre in the rectangle.</source>
        <translation>El rectángulo no contiene el centro de ninguna tesela.</translation>
    </message>
    <message>
        <source>There is no tile here.</source>
        <translation>Aquí no hay ninguna tesela.</translation>
    </message>
</context>
<context>
    <name>MeaningRows</name>
    <message>
        <source>Bands of the indices</source>
        <translation>Bandas de los índices</translation>
    </message>
    <message>
        <source>Factor and offset that turn stored numbers into reflectances from 0 to 1: 0.0001,-0.1 for Sentinel-2 since processing baseline 04.00, 0.0001 before, 0.0000275,-0.2 for Landsat Collection 2.</source>
        <translation>El factor que convierte los números guardados en reflectancias de 0 a 1, y lo que se suma después: 0.0001,-0.1 para Sentinel-2 desde la línea base de procesamiento 04.00, 0.0001 antes, 0.0000275,-0.2 para Landsat Collection 2.</translation>
    </message>
    <message>
        <source>Scale of reflectances</source>
        <translation>Escala de reflectancias</translation>
    </message>
    <message>
        <source>The band that indices use for this.</source>
        <translation>La banda que los índices toman para esto.</translation>
    </message>
    <message>
        <source>as the image says</source>
        <translation>como dice la imagen</translation>
    </message>
    <message>
        <source>band {}</source>
        <translation>banda {}</translation>
    </message>
    <message>
        <source>choose a band…</source>
        <translation>elija una banda…</translation>
    </message>
    <message>
        <source>{} (found)</source>
        <translation>{} (hallada)</translation>
    </message>
</context>
<context>
    <name>PictureList</name>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Click a picture: the map goes to its tile.</source>
        <translation>Haga clic en una imagen: el mapa va a su tesela.</translation>
    </message>
    <message>
        <source>Pictures of tiles by class and split</source>
        <translation>Imágenes de teselas por clase y división</translation>
    </message>
    <message>
        <source>{}: {} tile</source>
        <translation>{}: {} tesela</translation>
    </message>
    <message>
        <source>{}: {} tiles</source>
        <translation>{}: {} teselas</translation>
    </message>
</context>
<context>
    <name>ProductField</name>
    <message>
        <source>Choose a product</source>
        <translation>Elegir un producto</translation>
    </message>
    <message>
        <source>Folder (.SAFE)…</source>
        <translation>Carpeta (.SAFE)…</translation>
    </message>
    <message>
        <source>Metadata of a product ({})</source>
        <translation>Metadatos de un producto ({})</translation>
    </message>
    <message>
        <source>Product Folder (.SAFE)</source>
        <translation>Carpeta del producto (.SAFE)</translation>
    </message>
    <message>
        <source>Product as Zip File</source>
        <translation>Producto como archivo zip</translation>
    </message>
    <message>
        <source>Zip File…</source>
        <translation>Archivo zip…</translation>
    </message>
    <message>
        <source>Zip files ({})</source>
        <translation>Archivos zip ({})</translation>
    </message>
</context>
<context>
    <name>RecentDatasets</name>
    <message>
        <source>None of them is there any more</source>
        <translation>Ya no está ninguno</translation>
    </message>
    <message>
        <source>Opens one of the datasets that were made or opened last.</source>
        <translation>Abre uno de los últimos conjuntos de datos creados o abiertos.</translation>
    </message>
    <message>
        <source>Recent datasets</source>
        <translation>Conjuntos recientes</translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translation>{0} en {1}</translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <source>7  Results</source>
        <translation>7  Resultados</translation>
    </message>
    <message>
        <source>Add to Project</source>
        <translation>Añadir al proyecto</translation>
    </message>
    <message>
        <source>Adds the tiles, and those left out, as layers.</source>
        <translation>Añade como capas las teselas y las dejadas fuera.</translation>
    </message>
    <message>
        <source>After a run, its results appear here.</source>
        <translation>Tras una ejecución verá aquí lo que hizo.</translation>
    </message>
    <message>
        <source>Choose a dataset of this project to see what is in it.</source>
        <translation>Elija un conjunto de datos de este proyecto para ver qué contiene.</translation>
    </message>
    <message>
        <source>Contact Sheet</source>
        <translation>Hoja de contactos</translation>
    </message>
    <message>
        <source>Dataset Page</source>
        <translation>Página del conjunto</translation>
    </message>
    <message>
        <source>Datasets made or opened in this project</source>
        <translation>Conjuntos de datos hechos o abiertos en este proyecto</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <source>Loads in</source>
        <translation>Se carga en</translation>
    </message>
    <message>
        <source>Loads the dataset with the libraries of a Python that you choose. It runs that program, so choose one you trust.</source>
        <translation>Carga el conjunto de datos con las bibliotecas de un Python que elija. Ese programa se ejecuta: elija uno de confianza.</translation>
    </message>
    <message>
        <source>Looks for ground and pictures that appear in several splits.</source>
        <translation>Busca terreno e imágenes que hayan visto varias divisiones.</translation>
    </message>
    <message>
        <source>Makes one picture of tiles of each class and split, and opens it.</source>
        <translation>Hace una imagen con teselas de cada clase y división, y la abre.</translation>
    </message>
    <message>
        <source>Open Dataset…</source>
        <translation>Abrir conjunto…</translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation>Abrir carpeta</translation>
    </message>
    <message>
        <source>Opens the dataset's own page in the browser.</source>
        <translation>Abre la página del conjunto de datos en el navegador.</translation>
    </message>
    <message>
        <source>Opens the folder of an earlier dataset, with its settings, its image, and its tiles on the map, to correct and update it.</source>
        <translation>Abre la carpeta de un conjunto de datos hecho antes: sus ajustes, su imagen y sus teselas en el mapa, para corregirlas y actualizarlo.</translation>
    </message>
    <message>
        <source>Other Tiles</source>
        <translation>Otras teselas</translation>
    </message>
    <message>
        <source>Puts the settings, marks and corrections of this run back into the dock.</source>
        <translation>Devuelve al panel los ajustes, las marcas y las correcciones de esta ejecución.</translation>
    </message>
    <message>
        <source>Reads every file of the dataset and compares it with the dataset's records.</source>
        <translation>Lee cada archivo del conjunto de datos y lo compara con lo que este dice.</translation>
    </message>
    <message>
        <source>Report on Files</source>
        <translation>Informe de archivos</translation>
    </message>
    <message>
        <source>Report on Splits</source>
        <translation>Informe de divisiones</translation>
    </message>
    <message>
        <source>Shows other tiles of each class and split.</source>
        <translation>Muestra otras teselas de cada clase y división.</translation>
    </message>
    <message>
        <source>Shows the dataset's folder.</source>
        <translation>Muestra la carpeta del conjunto de datos.</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>Divisiones</translation>
    </message>
    <message>
        <source>Try…</source>
        <translation>Probar…</translation>
    </message>
    <message>
        <source>Use Again</source>
        <translation>Usar de nuevo</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>Cancel the Search</source>
        <translation>Cancelar la búsqueda</translation>
    </message>
    <message>
        <source>Change to</source>
        <translation>Cambiar a</translation>
    </message>
    <message>
        <source>Changing test labels because of what a model says changes what test scores mean.</source>
        <translation>Las etiquetas de test que se cambian por lo que dice un modelo cambian lo que significan las puntuaciones.</translation>
    </message>
    <message>
        <source>Checks the labels of the dataset in the folder with models trained on tiles from other places, and shows the most doubtful first. Nothing changes until you decide.</source>
        <translation>Juzga las etiquetas del conjunto de datos de la carpeta con modelos entrenados con teselas de otros lugares, y muestra las peores primero. No se cambia nada hasta que usted lo diga.</translation>
    </message>
    <message>
        <source>Class to change it to</source>
        <translation>Clase a la que se cambia</translation>
    </message>
    <message>
        <source>Corrects the tile to this class, as Correct Labels does.</source>
        <translation>Corrige la tesela a esta clase, como hace Corregir etiquetas.</translation>
    </message>
    <message>
        <source>Find Doubtful Labels</source>
        <translation>Buscar etiquetas dudosas</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Conservar</translation>
    </message>
    <message>
        <source>Keys: K keep, C change, L leave out, U undo, ←, →</source>
        <translation>Teclas: K conservar, C cambiar, L dejar fuera, U deshacer, ←, →</translation>
    </message>
    <message>
        <source>Leave Out</source>
        <translation>Dejar fuera</translation>
    </message>
    <message>
        <source>Test tiles too</source>
        <translation>También las de test</translation>
    </message>
    <message>
        <source>The label is right; go to the next one.</source>
        <translation>La etiqueta es correcta; ir a la siguiente.</translation>
    </message>
    <message>
        <source>The next tile</source>
        <translation>La tesela siguiente</translation>
    </message>
    <message>
        <source>The tile before</source>
        <translation>La tesela anterior</translation>
    </message>
    <message>
        <source>The tile under review</source>
        <translation>La tesela que se revisa</translation>
    </message>
    <message>
        <source>The tile will not be in the dataset.</source>
        <translation>La tesela no estará en el conjunto de datos.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Undo the last decision, and go to its tile.</source>
        <translation>Deshace la última decisión y va a su tesela.</translation>
    </message>
</context>
<context>
    <name>RunPanel</name>
    <message>
        <source>A dataset is being made.</source>
        <translation>Se está creando un conjunto de datos.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Find Tile</source>
        <translation>Buscar tesela</translation>
    </message>
    <message>
        <source>Find tile: file name, then Enter</source>
        <translation>Buscar tesela: nombre de archivo e Intro</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>Progreso de la ejecución</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ejecutar</translation>
    </message>
    <message>
        <source>Shows what the run says, line by line.</source>
        <translation>Muestra lo que dice la ejecución, línea a línea.</translation>
    </message>
    <message>
        <source>The same run as a command, as Python, or as a model</source>
        <translation>La misma ejecución como comando, como Python o como modelo</translation>
    </message>
    <message>
        <source>Zooms to a tile by its file name, or a part of it such as r00012_c00034. Press Enter again for the next match.</source>
        <translation>Hace zoom a una tesela por el nombre de su archivo o una parte de él, como r00012_c00034. Intro otra vez pasa a la siguiente que coincide.</translation>
    </message>
</context>
<context>
    <name>SamplePage</name>
    <message>
        <source>6  Sample</source>
        <translation>6  Muestra</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Todas las clases</translation>
    </message>
    <message>
        <source>All splits</source>
        <translation>Todas las particiones</translation>
    </message>
    <message>
        <source>Class of the tiles shown</source>
        <translation>Clase de las teselas mostradas</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colores</translation>
    </message>
    <message>
        <source>Colours, or one band or index in grey</source>
        <translation>Colores, o una banda o un índice en gris</translation>
    </message>
    <message>
        <source>Make the Sample</source>
        <translation>Crear la muestra</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Máscara</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objetos</translation>
    </message>
    <message>
        <source>Opacity of the mask</source>
        <translation>Opacidad de la máscara</translation>
    </message>
    <message>
        <source>Plans all tiles of the grid and shows some of them.</source>
        <translation>Planifica todas las teselas de la cuadrícula y muestra algunas.</translation>
    </message>
    <message>
        <source>Show on Map</source>
        <translation>Mostrar en el mapa</translation>
    </message>
    <message>
        <source>Split of the tiles shown</source>
        <translation>Partición de las teselas mostradas</translation>
    </message>
    <message>
        <source>The map goes to this tile. A click on a tile of the map shows it here.</source>
        <translation>El mapa va a esta tesela. Un clic en una tesela del mapa la muestra aquí.</translation>
    </message>
    <message>
        <source>The next tile (→)</source>
        <translation>La tesela siguiente (→)</translation>
    </message>
    <message>
        <source>The sample is being made: {} %</source>
        <translation>Se está creando la muestra: {} %</translation>
    </message>
    <message>
        <source>The tile before (←)</source>
        <translation>La tesela anterior (←)</translation>
    </message>
    <message>
        <source>without</source>
        <translation>sin</translation>
    </message>
</context>
<context>
    <name>ScalingRows</name>
    <message>
        <source>2nd–98th percentile</source>
        <translation>percentiles 2 a 98</translation>
    </message>
    <message>
        <source>Enter the values at which the scaling starts and ends.</source>
        <translation>Introduzca los valores en los que empieza y termina el escalado.</translation>
    </message>
    <message>
        <source>Fitted to</source>
        <translation>Ajustado a</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>How values become 0 to 255, the same for all tiles.</source>
        <translation>Cómo pasan los valores a la escala de 0 a 255; igual para todas las teselas.</translation>
    </message>
    <message>
        <source>One scaling for all images, or one for each if haze or sensors differ.</source>
        <translation>Un escalado para todas las imágenes o uno para cada una, si la bruma o los sensores son otros.</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>Escalado</translation>
    </message>
    <message>
        <source>The image has values from 0 to 255, so they are proposed as they are.</source>
        <translation>La imagen tiene valores de 0 a 255, así que se propone dejarlos como están.</translation>
    </message>
    <message>
        <source>The images have values from 0 to 255, so they are proposed as they are.</source>
        <translation>Las imágenes tienen valores de 0 a 255, así que se proponen tal como están.</translation>
    </message>
    <message>
        <source>The value that becomes 0.</source>
        <translation>El valor que pasa a ser 0.</translation>
    </message>
    <message>
        <source>The value that becomes 255.</source>
        <translation>El valor que pasa a ser 255.</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>all images</source>
        <translation>todas las imágenes</translation>
    </message>
    <message>
        <source>as on the map</source>
        <translation>como en el mapa</translation>
    </message>
    <message>
        <source>each image by itself</source>
        <translation>cada imagen aparte</translation>
    </message>
    <message>
        <source>from … to …</source>
        <translation>de … a …</translation>
    </message>
    <message>
        <source>least to greatest</source>
        <translation>de menor a mayor</translation>
    </message>
    <message>
        <source>none, keep values</source>
        <translation>conservar los valores</translation>
    </message>
</context>
<context>
    <name>SceneList</name>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Bajar</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Images of the dataset</source>
        <translation>Imágenes del conjunto de datos</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Subir</translation>
    </message>
</context>
<context>
    <name>SceneLooker</name>
    <message>
        <source>Looking at images</source>
        <translation>Examinando imágenes</translation>
    </message>
    <message>
        <source>Looking for images</source>
        <translation>Buscando imágenes</translation>
    </message>
</context>
<context>
    <name>SceneRows</name>
    <message>
        <source>(Of {} images that cannot be used.)</source>
        <translation>(De {} imágenes que no se pueden usar.)</translation>
    </message>
    <message>
        <source>Add Images</source>
        <translation>Añadir imágenes</translation>
    </message>
    <message>
        <source>Add Images of a Folder</source>
        <translation>Añadir las imágenes de una carpeta</translation>
    </message>
    <message>
        <source>Files…</source>
        <translation>Archivos…</translation>
    </message>
    <message>
        <source>Folder or Product…</source>
        <translation>Carpeta o producto…</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Capa</translation>
    </message>
    <message>
        <source>Layer Group</source>
        <translation>Grupo de capas</translation>
    </message>
    <message>
        <source>Looking at the images…</source>
        <translation>Examinando las imágenes…</translation>
    </message>
    <message>
        <source>Looking for images…</source>
        <translation>Buscando imágenes…</translation>
    </message>
    <message>
        <source>Makes one dataset of several images, of any dates and coordinate systems.</source>
        <translation>Hace un solo conjunto de datos de varias imágenes, de cualquier fecha y sistema de coordenadas.</translation>
    </message>
    <message>
        <source>Opens, makes or finds another image.</source>
        <translation>Abre, crea o busca otra imagen.</translation>
    </message>
    <message>
        <source>Other Image</source>
        <translation>Otra imagen</translation>
    </message>
    <message>
        <source>The images to cut into tiles, which become one dataset. Ticked images show their tiles on the map; where they overlap, a click applies to the selected one.</source>
        <translation>Las imágenes que se cortan en teselas y forman un solo conjunto de datos. Las marcadas muestran sus teselas en el mapa; donde se superponen, un clic en él se refiere a la elegida.</translation>
    </message>
</context>
<context>
    <name>ShareMenu</name>
    <message>
        <source>Copied. Paste it into a terminal.</source>
        <translation>Copiado. Se puede pegar en una terminal.</translation>
    </message>
    <message>
        <source>Copied. Paste it into the Python console (Plugins, Python Console).</source>
        <translation>Copiado. Se puede pegar en la consola de Python (Complementos, Consola de Python).</translation>
    </message>
    <message>
        <source>Copy as Python</source>
        <translation>Copiar como Python</translation>
    </message>
    <message>
        <source>Copy as qgis_process Command</source>
        <translation>Copiar como comando qgis_process</translation>
    </message>
    <message>
        <source>On other computers the program may be called qgis_process.</source>
        <translation>En otros equipos el programa puede llamarse qgis_process.</translation>
    </message>
    <message>
        <source>Open in Processing</source>
        <translation>Abrir en Procesos</translation>
    </message>
    <message>
        <source>Processing models (*.model3)</source>
        <translation>Modelos de procesos (*.model3)</translation>
    </message>
    <message>
        <source>Save as Model</source>
        <translation>Guardar como modelo</translation>
    </message>
    <message>
        <source>Save as Model…</source>
        <translation>Guardar como modelo…</translation>
    </message>
    <message>
        <source>Saved as {}. Add it to the toolbox with Models, Add Model to Toolbox.</source>
        <translation>Guardado como {}. Se incorpora a la caja de herramientas con Modelos, Añadir modelo a la caja de herramientas.</translation>
    </message>
</context>
<context>
    <name>SplitPage</name>
    <message>
        <source>0: west to east. 90: south to north.</source>
        <translation>0: de oeste a este. 90: de sur a norte.</translation>
    </message>
    <message>
        <source>4  Split</source>
        <translation>4  División</translation>
    </message>
    <message>
        <source>Another number gives another split; the same number gives the same split.</source>
        <translation>Otro número da otra división; el mismo da la misma.</translation>
    </message>
    <message>
        <source>Choose the field with the group.</source>
        <translation>Falta elegir el campo con el grupo.</translation>
    </message>
    <message>
        <source>Choose the layer with the groups.</source>
        <translation>Falta elegir la capa con los grupos.</translation>
    </message>
    <message>
        <source>Colours the tiles by split; else by class.</source>
        <translation>Colorea las teselas por división; si no, por clase.</translation>
    </message>
    <message>
        <source>Direction of bands</source>
        <translation>Dirección de las bandas</translation>
    </message>
    <message>
        <source>Distance from the labels</source>
        <translation>Según las etiquetas</translation>
    </message>
    <message>
        <source>Gives each class the requested share in every split, if possible.</source>
        <translation>Asigna de modo que cada clase esté en todas las divisiones con las proporciones pedidas, si puede.</translation>
    </message>
    <message>
        <source>How tiles are assigned to train, val and test. Neighbours look alike: bands and blocks keep them in one split. Overlapping tiles always stay together.</source>
        <translation>Cómo se reparten las teselas entre train, val y test. Las vecinas se parecen: las bandas y los bloques las mantienen en una misma división. Las teselas que se superponen quedan siempre juntas.</translation>
    </message>
    <message>
        <source>Keep class shares alike</source>
        <translation>Igualar las clases</translation>
    </message>
    <message>
        <source>Keep together</source>
        <translation>Mantener juntas</translation>
    </message>
    <message>
        <source>Larger than the distance over which the ground looks alike.</source>
        <translation>Mayor que la distancia hasta la que el terreno se parece.</translation>
    </message>
    <message>
        <source>Measures up to what distance tiles tend to have the same class, and keeps that distance.</source>
        <translation>Mide hasta qué distancia las teselas aún tienden a ser de una misma clase, y la mantiene.</translation>
    </message>
    <message>
        <source>Minimum distance between splits</source>
        <translation>Distancia mínima entre particiones</translation>
    </message>
    <message>
        <source>Minimum distance between splits: {:g} m</source>
        <translation>Distancia mínima entre particiones: {:g} m</translation>
    </message>
    <message>
        <source>More bands match the shares better but have more edges.</source>
        <translation>Más bandas cumplen mejor las proporciones y tienen más bordes.</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>Nombre del grupo</translation>
    </message>
    <message>
        <source>Number of bands</source>
        <translation>Número de bandas</translation>
    </message>
    <message>
        <source>Percent of the tiles that {} should get.</source>
        <translation>Porcentaje de las teselas que debe recibir {}.</translation>
    </message>
    <message>
        <source>Polygons such as communes or fields: all tiles of one go to the same split. Empty for none.</source>
        <translation>Polígonos como municipios o campos de cultivo: todas las teselas de uno van a la misma división. Vacío: ninguno.</translation>
    </message>
    <message>
        <source>Requested and achieved shares of the splits</source>
        <translation>Proporciones pedidas y obtenidas de las divisiones</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Semilla</translation>
    </message>
    <message>
        <source>Share of {}</source>
        <translation>Proporción de {}</translation>
    </message>
    <message>
        <source>Show splits on the map</source>
        <translation>Divisiones en el mapa</translation>
    </message>
    <message>
        <source>Side of a block</source>
        <translation>Lado de un bloque</translation>
    </message>
    <message>
        <source>Side of a block: {:.5g} m</source>
        <translation>Lado de un bloque: {:.5g} m</translation>
    </message>
    <message>
        <source>Split by</source>
        <translation>Repartir por</translation>
    </message>
    <message>
        <source>Splits may overlap</source>
        <translation>Pueden solaparse</translation>
    </message>
    <message>
        <source>The field that tells which polygons are one group.</source>
        <translation>El campo que dice qué polígonos forman un grupo.</translation>
    </message>
    <message>
        <source>The layer chosen here is not in this project; choose another.</source>
        <translation>La capa elegida aquí no está en este proyecto; hay que elegir otra.</translation>
    </message>
    <message>
        <source>The layer {} cannot be opened; repair its source, or choose another.</source>
        <translation>La capa {} no se puede abrir; hay que reparar su origen o elegir otra.</translation>
    </message>
    <message>
        <source>The layer {} was removed; choose another, or the empty entry.</source>
        <translation>Se ha quitado la capa {}; hay que elegir otra o la entrada vacía.</translation>
    </message>
    <message>
        <source>The layer {} was removed; choose another.</source>
        <translation>Se ha quitado la capa {}; hay que elegir otra.</translation>
    </message>
    <message>
        <source>The same pixels can then be in both train and test, which makes scores too good.</source>
        <translation>Los mismos píxeles pueden estar entonces en train y en test, y los resultados parecen mejores de lo que son.</translation>
    </message>
    <message>
        <source>The shares add up to {:g} %; make it 100.</source>
        <translation>Las proporciones suman {:g} %; deben sumar 100.</translation>
    </message>
    <message>
        <source>Tiles closer than this to a tile of another split are left out.</source>
        <translation>Se descartan las teselas que están más cerca que esto de una tesela de otra división.</translation>
    </message>
    <message>
        <source>Whole scenes need several images; add some, or split another way.</source>
        <translation>Para repartir escenas enteras hacen falta varias imágenes; añada algunas o reparta de otro modo.</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automático</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
</context>
<context>
    <name>SplitTable</name>
    <message>
        <source>Asked</source>
        <translation>Pedido</translation>
    </message>
    <message>
        <source>Got</source>
        <translation>Obtenido</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>División</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>Teselas</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Cancel stacking</source>
        <translation>Cancelar el apilado</translation>
    </message>
    <message>
        <source>Tiles of which image?</source>
        <translation>¿De qué imagen se hacen las teselas?</translation>
    </message>
</context>
<context>
    <name>TileLegend</name>
    <message>
        <source>left out: {}</source>
        <translation>descartadas: {}</translation>
    </message>
    <message>
        <source>of these, ambiguous</source>
        <translation>de ellas, ambiguas</translation>
    </message>
</context>
<context>
    <name>TileMarking</name>
    <message>
        <source>Choose an image first.</source>
        <translation>Primero hay que elegir una imagen.</translation>
    </message>
    <message>
        <source>Gives tiles the class {}.</source>
        <translation>Da a las teselas la clase {}.</translation>
    </message>
    <message>
        <source>Marks cloudy tiles.</source>
        <translation>Marca teselas nubosas.</translation>
    </message>
    <message>
        <source>Name the class in “Correct to” first.</source>
        <translation>Primero hay que indicar la clase en «Corregir a».</translation>
    </message>
    <message>
        <source>Names that match no tile of this grid: {} of {}, such as {}.</source>
        <translation>Nombres que ninguna tesela de esta cuadrícula tiene: {} de {}, como {}.</translation>
    </message>
    <message>
        <source>Only the first {} tiles are marked; mark the others by another list.</source>
        <translation>Solo se marcan las primeras {} teselas; marque las demás con otra lista.</translation>
    </message>
    <message>
        <source>The text holds no tile name such as r00012_c00034.</source>
        <translation>En el texto no hay ningún nombre de tesela, como r00012_c00034.</translation>
    </message>
</context>
<context>
    <name>TilePair</name>
    <message>
        <source>as exported</source>
        <translation>como se exporta</translation>
    </message>
    <message>
        <source>as stored</source>
        <translation>como está guardada</translation>
    </message>
    <message>
        <source>second image, as exported</source>
        <translation>segunda imagen, como se exporta</translation>
    </message>
</context>
<context>
    <name>Tilewright</name>
    <message>
        <source>    {}: other reasons</source>
        <translation>    {}: otros motivos</translation>
    </message>
    <message>
        <source> (SCL has an output of its own)</source>
        <translation> (SCL tiene su propia salida)</translation>
    </message>
    <message>
        <source> ({count} more lack points)</source>
        <translation> (a {count} más les faltan puntos)</translation>
    </message>
    <message>
        <source> ({count} more lacks points)</source>
        <translation> (a {count} más le faltan puntos)</translation>
    </message>
    <message>
        <source> and </source>
        <translation> y </translation>
    </message>
    <message>
        <source> or </source>
        <translation> o </translation>
    </message>
    <message>
        <source>'{name}'</source>
        <translation>'{name}'</translation>
    </message>
    <message>
        <source>'{name}' (with {characters})</source>
        <translation>'{name}' (con {characters})</translation>
    </message>
    <message>
        <source>, and a mask in each file tells which pixels these are.</source>
        <translation>, y una máscara en cada archivo dice qué píxeles son.</translation>
    </message>
    <message>
        <source>, and {format} files do not tell which pixels these are; make the grid with Create Tile Grid and {EDGE=DROP|SHIFT}, or choose {FORMAT=GTIFF}.</source>
        <translation>, y los archivos {format} no dicen qué píxeles son; hay que crear la cuadrícula con Crear cuadrícula de teselas y {EDGE=DROP|SHIFT}, o elegir {FORMAT=GTIFF}.</translation>
    </message>
    <message>
        <source>, and {format} files do not tell which pixels these are; make the grid with Create Tile Grid and {EDGE=DROP|SHIFT}, set {NODATA}, or choose {FORMAT=GTIFF}.</source>
        <translation>, y los archivos {format} no dicen qué píxeles son; hay que crear la cuadrícula con Crear cuadrícula de teselas y {EDGE=DROP|SHIFT}, indicar {NODATA} o elegir {FORMAT=GTIFF}.</translation>
    </message>
    <message>
        <source>, and {format} files do not tell which pixels these are; make the grid with Create Tile Grid and {EDGE=DROP|SHIFT}.</source>
        <translation>, y los archivos {format} no dicen qué píxeles son; hay que crear la cuadrícula con Crear cuadrícula de teselas y {EDGE=DROP|SHIFT}.</translation>
    </message>
    <message>
        <source>, as do {count} other files</source>
        <translation>, igual que {count} archivos más</translation>
    </message>
    <message>
        <source>, as does {count} other file</source>
        <translation>, igual que {count} archivo más</translation>
    </message>
    <message>
        <source>, as was {count} other file</source>
        <translation>, igual que {count} archivo más</translation>
    </message>
    <message>
        <source>, as were {count} other files</source>
        <translation>, igual que {count} archivos más</translation>
    </message>
    <message>
        <source>, in the alpha band too, which tells which pixels these are.</source>
        <translation>, también en la banda alfa, que dice qué píxeles son.</translation>
    </message>
    <message>
        <source>, the nodata value.</source>
        <translation>, el valor sin datos.</translation>
    </message>
    <message>
        <source>, which no pixel of the raster is.</source>
        <translation>, que no es el valor de ningún píxel del ráster.</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>de 0 a 1</translation>
    </message>
    <message>
        <source>1 more file differs.</source>
        <translation>Difiere 1 archivo más.</translation>
    </message>
    <message>
        <source>1 puts labels on the images' finest pixels; 4 makes labels of 2.5 m on 10 m.</source>
        <translation>1 pone las etiquetas en los píxeles más finos de las imágenes; 4 crea etiquetas de 2.5 m sobre 10 m.</translation>
    </message>
    <message>
        <source>1 uses the template's own pixels; 4 makes pixels of 2.5 m on a template of 10 m.</source>
        <translation>1 usa los propios píxeles de la plantilla; 4 crea píxeles de 2.5 m sobre una plantilla de 10 m.</translation>
    </message>
    <message>
        <source>2nd–98th percentile</source>
        <translation>percentiles 2 a 98</translation>
    </message>
    <message>
        <source>4: pixels of one patch share a side. 8: a corner is enough, which makes larger patches. Values: 4, 8.</source>
        <translation>4: los píxeles de una mancha comparten un lado. 8: basta una esquina, lo que da manchas mayores. Valores: 4, 8.</translation>
    </message>
    <message>
        <source>8-bit values, as of pictures or classes, stand beside measured ones in one stack of {dtype}: {names} beside {other} ({other_type}). If that is not meant, name the files of one kind in {INPUTS}.</source>
        <translation>En una misma pila de {dtype} hay valores de 8 bits, como los de imágenes o clases, junto a valores medidos: {names} junto a {other} ({other_type}). Si no es lo que se quiere, indique los archivos de un solo tipo en {INPUTS}.</translation>
    </message>
    <message>
        <source>; cut at {} and {}</source>
        <translation>; cortado en {} y {}</translation>
    </message>
    <message>
        <source>A CSV file with the name of each image in its first column and the date in its second.</source>
        <translation>Un archivo CSV con el nombre de cada imagen en la primera columna y la fecha en la segunda.</translation>
    </message>
    <message>
        <source>A GeoTIFF of codes from class to class, such as 103 from class 1 to class 3; 0 where a map has no class. What changed has the colour of the new class, the rest is pale.</source>
        <translation>Un GeoTIFF de códigos de clase a clase; por ejemplo, 103 de la clase 1 a la 3; 0 donde un mapa no tiene clase. Lo que cambió tiene el color de la clase nueva; el resto es pálido.</translation>
    </message>
    <message>
        <source>A QGIS style (.qml) for SCALING=STYLE, needed where the raster is given by its path and has no style of its own. With several scenes one style draws all: this one, else that of their layers, which must be alike, else that of the first file.</source>
        <translation>Un estilo de QGIS (.qml) para SCALING=STYLE, necesario cuando el ráster se indica por su ruta y no tiene estilo propio. Con varias escenas un solo estilo las dibuja todas: este; si no, el de sus capas, que deben tenerlo igual; si no, el del primer archivo.</translation>
    </message>
    <message>
        <source>A class is called {name}, as a column of labels.csv is; rename it.</source>
        <translation>Una clase se llama {name}, como una columna de labels.csv; cámbiele el nombre.</translation>
    </message>
    <message>
        <source>A class raster that is known to be right, instead of points or polygons, on any pixel grid. Its classes are matched by name, or by code where it has no names.</source>
        <translation>Un ráster de clases que se sabe correcto, en lugar de puntos o polígonos, en cualquier malla de píxeles. Sus clases se emparejan por nombre, o por código si no tiene nombres.</translation>
    </message>
    <message>
        <source>A configuration of QGIS's authentication manager, with which the catalogue is asked. Empty: none, or that of the connection.</source>
        <translation>Una configuración del gestor de autenticación de QGIS, con la que se consulta el catálogo. Vacío: ninguna, o la de la conexión.</translation>
    </message>
    <message>
        <source>A configuration of QGIS's authentication manager, with which the files of Search Catalogue's images are read where they lie on the catalogue's own server, or on that of the configuration's resource. Other servers are not shown it, and no dataset keeps it.</source>
        <translation>Una configuración del gestor de autenticación de QGIS con la que se leen los archivos de las imágenes de Buscar en un catálogo cuando están en el propio servidor del catálogo o en el del recurso de la configuración. A otros servidores no se les muestra, y ningún conjunto de datos la guarda.</translation>
    </message>
    <message>
        <source>A country instead of a layer, by its English name or its code, such as Luxembourg, LU or LUX; several separated by commas are one area. Outlines are those of the map of the world that QGIS brings along, which is generalized: borders may be off by kilometres.</source>
        <translation>Un país en vez de una capa, por su nombre en inglés o su código, como Luxembourg, LU o LUX; varios separados por comas forman un área. Los contornos son los del mapa del mundo que trae QGIS, que está generalizado: las fronteras pueden desviarse kilómetros.</translation>
    </message>
    <message>
        <source>A dashed box on the map stands for {0} × {0} tiles; zoom in to see each.</source>
        <translation>Un recuadro de trazos en el mapa representa {0} × {0} teselas; acérquelo para ver cada una.</translation>
    </message>
    <message>
        <source>A dataset to show tiles of, instead of images: a row a class and split, in the order of the class numbers, with the colour of the class. Datasets of time series are not shown.</source>
        <translation>Un conjunto de datos del que se muestran teselas, en lugar de imágenes: una fila por clase y división, en el orden de los números de clase, con el color de la clase. Los conjuntos de series temporales no se muestran.</translation>
    </message>
    <message>
        <source>A dataset.json lacks what a merge needs ({error!r}); export its dataset again.</source>
        <translation>A un dataset.json le falta lo que hace falta para unir ({error!r}); exporte de nuevo su conjunto de datos.</translation>
    </message>
    <message>
        <source>A date is usable in a window when it holds something, and enough, and is not too cloudy. FLAG keeps all dates and says in the array usable which are. DROP leaves the others out, so that samples differ in length. Values: FLAG, DROP.</source>
        <translation>Una fecha se puede usar en una ventana cuando tiene contenido, y suficiente, y no tiene demasiadas nubes. FLAG conserva todas las fechas y dice en la matriz usable cuáles se pueden usar. DROP descarta las demás, de modo que las muestras tienen distinta longitud. Valores: FLAG, DROP.</translation>
    </message>
    <message>
        <source>A few are fast; the final classifier should have 100 or more.</source>
        <translation>Pocos son rápidos; el clasificador que entrene al final debería tener 100 o más.</translation>
    </message>
    <message>
        <source>A folder of class rasters, such as Classify raster fills. Each is shown above the image of the same name; what has no other is left out and named.</source>
        <translation>Una carpeta de ráster de clases, como la que llena Clasificar ráster. Cada uno se muestra encima de la imagen del mismo nombre; lo que no tiene pareja se omite y se nombra.</translation>
    </message>
    <message>
        <source>A folder that Export Tiles or Build Dataset wrote, whose tiles have one class each.</source>
        <translation>Una carpeta escrita por Exportar teselas o Crear conjunto de datos, cuyas teselas tienen una clase cada una.</translation>
    </message>
    <message>
        <source>A folder that Export Tiles or Build Dataset wrote.</source>
        <translation>Una carpeta escrita por Exportar teselas o Crear conjunto de datos.</translation>
    </message>
    <message>
        <source>A folder that Export Tiles or Build Dataset wrote. Nothing in it is changed.</source>
        <translation>Una carpeta escrita por Exportar teselas o Crear conjunto de datos. Nada en ella se modifica.</translation>
    </message>
    <message>
        <source>A folder that Export Tiles, Build Dataset or Export Time Series wrote.</source>
        <translation>Una carpeta escrita por Exportar teselas, Crear conjunto de datos o Exportar series temporales.</translation>
    </message>
    <message>
        <source>A folder that Export Tiles, Build Dataset or Export Time Series wrote. Its images are compared as well, but for time series.</source>
        <translation>Una carpeta escrita por Exportar teselas, Crear conjunto de datos o Exportar series temporales. También se comparan sus imágenes, salvo en las series temporales.</translation>
    </message>
    <message>
        <source>A folder that Export Tiles, Build Dataset or Export Time Series wrote. Nothing in it is changed.</source>
        <translation>Una carpeta que hayan escrito Exportar teselas, Crear conjunto de datos o Exportar serie temporal. No se cambia nada en ella.</translation>
    </message>
    <message>
        <source>A folder that is searched for Sentinel-2 products (.SAFE folders and zip files), or else for rasters, instead. Products are read as Load Sentinel-2 Product does.</source>
        <translation>Una carpeta en la que se buscan productos Sentinel-2 (carpetas .SAFE y archivos zip) o, si no los hay, ráster; como alternativa. Los productos se leen como lo hace Cargar producto Sentinel-2.</translation>
    </message>
    <message>
        <source>A folder whose rasters are shown, with those of the folders below it, in place of a list.</source>
        <translation>Una carpeta cuyos ráster se muestran, junto con los de sus subcarpetas, en lugar de una lista.</translation>
    </message>
    <message>
        <source>A folder whose rasters are taken, by name, instead. Of several images: the folder that holds the folder of each.</source>
        <translation>Una carpeta cuyos ráster se toman, por nombre, como alternativa. De varias imágenes: la carpeta que contiene la carpeta de cada una.</translation>
    </message>
    <message>
        <source>A folder whose rasters are the cloud masks, instead.</source>
        <translation>Una carpeta cuyos ráster son las máscaras de nubes, como alternativa.</translation>
    </message>
    <message>
        <source>A folder with .SAFE folders, zip files of them, or rasters. Folders below it are searched as well.</source>
        <translation>Una carpeta con carpetas .SAFE, archivos zip de ellas o ráster. También se busca en sus subcarpetas.</translation>
    </message>
    <message>
        <source>A folder with many images, in place of a list.</source>
        <translation>Una carpeta con muchas imágenes, en lugar de una lista.</translation>
    </message>
    <message>
        <source>A folder, which is searched with those in it for rasters and Sentinel-2 products (.SAFE folders and zip files), instead.</source>
        <translation>Una carpeta en la que se buscan, también en sus subcarpetas, ráster y productos Sentinel-2 (carpetas .SAFE y archivos zip), como alternativa.</translation>
    </message>
    <message>
        <source>A forest with few trees is fast; the others may take longer.</source>
        <translation>Un bosque de pocos árboles es rápido; los demás pueden tardar más.</translation>
    </message>
    <message>
        <source>A grid over all that {name} shows would have {count} tiles; give an area of interest, {AOI}, {AOI_WKT} or {AOI_NAME}, or choose larger pixels.</source>
        <translation>Una cuadrícula sobre todo lo que muestra {name} tendría {count} teselas; indique un área de interés, {AOI}, {AOI_WKT} o {AOI_NAME}, o elija píxeles más grandes.</translation>
    </message>
    <message>
        <source>A layer with a feature for each finding, with the outline of the tile that it is about, if it is about one. At most 20 of a kind.</source>
        <translation>Una capa con un objeto por cada hallazgo, con el contorno de la tesela de la que trata, si trata de una. Como mucho 20 de cada tipo.</translation>
    </message>
    <message>
        <source>A map of the classes instead of label polygons, on any pixel grid: of its first band, with the names of its style or its categories. Of each class as many pixels are drawn as the most pixels of a class say, or 2000. It is cut into 100 blocks, which count as polygons when the quality is measured.</source>
        <translation>Un mapa de las clases en lugar de polígonos de etiquetas, en cualquier cuadrícula de píxeles: su primera banda, con los nombres de su estilo o de sus categorías. De cada clase se toman al azar tantos píxeles como diga el máximo por clase, o 2000. Se corta en 100 bloques, que cuentan como polígonos al medir la calidad.</translation>
    </message>
    <message>
        <source>A mask of pixels that polygons of different classes claim: 1 where they share the pixel, which finer pixels mend, 2 where two cover the whole pixel, which tells of an error in their outlines.</source>
        <translation>Una máscara de los píxeles que reclaman polígonos de clases distintas: 1 donde comparten el píxel, lo que se corrige con píxeles más finos; 2 donde dos cubren el píxel entero, lo que indica un error en sus contornos.</translation>
    </message>
    <message>
        <source>A merge takes two datasets or more, and {DATASETS} names {count}; name the others too.</source>
        <translation>Para unir hacen falta dos conjuntos de datos o más, y {DATASETS} nombra {count}; indique también los otros.</translation>
    </message>
    <message>
        <source>A model file that Train classifier wrote. It holds numbers and no code, so that one from a stranger is safe to open.</source>
        <translation>Un archivo de modelo escrito por Entrenar clasificador. Contiene números y ningún código, así que uno de un desconocido se puede abrir sin riesgo.</translation>
    </message>
    <message>
        <source>A name a band, separated by commas. Empty: the bands' own names, or what tells their files apart.</source>
        <translation>Un nombre por banda, separados por comas. Vacío: los nombres propios de las bandas, o lo que distingue a sus archivos.</translation>
    </message>
    <message>
        <source>A name in {output} has {size} bytes, and {most} is the most: {start}...</source>
        <translation>Un nombre en {output} tiene {size} bytes, y el máximo es {most}: {start}...</translation>
    </message>
    <message>
        <source>A neural network that turns an image into numbers, whose first output is used in the place of brightness, spread, texture and colours. Needs the Python package onnxruntime. Empty: no network.</source>
        <translation>Una red neuronal que convierte una imagen en números; su primera salida se usa en lugar de brillo, dispersión, textura y colores. Necesita el paquete de Python onnxruntime. Vacío: ninguna red.</translation>
    </message>
    <message>
        <source>A new or empty folder in which the dataset that was made again stays. Empty: it is made beside the dataset, and taken away.</source>
        <translation>Una carpeta nueva o vacía en la que queda el conjunto de datos vuelto a hacer. Vacío: se hace junto al conjunto de datos y se elimina.</translation>
    </message>
    <message>
        <source>A new or empty folder. The dataset appears in it when it is whole.</source>
        <translation>Una carpeta nueva o vacía. El conjunto de datos aparece en ella cuando está entero.</translation>
    </message>
    <message>
        <source>A nodata value besides those that the image defines, often 0.</source>
        <translation>Un valor que es nodata además de los que la imagen declara, a menudo 0.</translation>
    </message>
    <message>
        <source>A page with all findings.</source>
        <translation>Una página con todos los hallazgos.</translation>
    </message>
    <message>
        <source>A page with findings, a map and plots. A JSON file of the same name stands beside it.</source>
        <translation>Una página con resultados, un mapa y gráficos. Junto a ella queda un archivo JSON con el mismo nombre.</translation>
    </message>
    <message>
        <source>A page with gains and losses, the table from class to class and a picture. A JSON file of the same name stands beside it.</source>
        <translation>Una página con ganancias y pérdidas, la tabla de clase a clase y una imagen. Junto a ella queda un archivo JSON del mismo nombre.</translation>
    </message>
    <message>
        <source>A page with mean and spread of each class in each band, how well classes can be told apart (Jeffries-Matusita), and a scatter plot of two bands. The same goes to a JSON and a CSV file beside it.</source>
        <translation>Una página con la media y la dispersión de cada clase en cada banda, lo bien que se distinguen las clases (Jeffries-Matusita) y un diagrama de dispersión de dos bandas. Lo mismo va a un archivo JSON y otro CSV junto a ella.</translation>
    </message>
    <message>
        <source>A page with pictures of the worst, a table of classes that are mistaken for each other, and images that look the same and have different classes.</source>
        <translation>Una página con imágenes de los peores casos, una tabla de las clases que se confunden entre sí y las imágenes que se ven iguales y tienen clases distintas.</translation>
    </message>
    <message>
        <source>A page with the error matrix, accuracies, areas and the map. A JSON file of the same name stands beside it.</source>
        <translation>Una página con la matriz de error, las exactitudes, las áreas y el mapa. A su lado queda un archivo JSON del mismo nombre.</translation>
    </message>
    <message>
        <source>A pixel belongs to a polygon when</source>
        <translation>Un píxel pertenece a un polígono cuando</translation>
    </message>
    <message>
        <source>A product as ESA delivers it, Level-1C or Level-2A: the .SAFE folder or its zip file, which is not unpacked; MTD_MSIL2A.xml or MTD_MSIL1C.xml in the folder stands for it. Cut-down products will do: some bands, some resolutions, no metadata.</source>
        <translation>Un producto tal como lo entrega la ESA, Level-1C o Level-2A: la carpeta .SAFE o su archivo zip, que no se descomprime; MTD_MSIL2A.xml o MTD_MSIL1C.xml dentro de la carpeta la representa. Sirven productos recortados: algunas bandas, algunas resoluciones, sin metadatos.</translation>
    </message>
    <message>
        <source>A public catalogue: Earth Search by Element 84 and the Planetary Computer have Sentinel-2, Landsat and more as files that are read in part; the Copernicus Data Space has all products of Sentinel, whose files need an account. Values: EARTH_SEARCH, PLANETARY_COMPUTER, COPERNICUS.</source>
        <translation>Un catálogo público: Earth Search, de Element 84, y Planetary Computer tienen Sentinel-2, Landsat y más en archivos que se leen por partes; Copernicus Data Space tiene todos los productos de Sentinel, cuyos archivos exigen una cuenta. Valores: EARTH_SEARCH, PLANETARY_COMPUTER, COPERNICUS.</translation>
    </message>
    <message>
        <source>A raster of class codes instead of polygons, on any pixel grid and in any coordinate system. Names come from its style, its attribute table or its category names.</source>
        <translation>Un ráster de códigos de clase en lugar de polígonos, con cualquier cuadrícula de píxeles y en cualquier sistema de coordenadas. Los nombres vienen de su estilo, de su tabla de atributos o de sus nombres de categoría.</translation>
    </message>
    <message>
        <source>A raster of classes or measured values instead of label polygons, on any pixel grid.</source>
        <translation>Un ráster de clases o de valores medidos en lugar de polígonos de etiquetas, con cualquier cuadrícula de píxeles.</translation>
    </message>
    <message>
        <source>A raster of how far the middle of each pixel is from the edge of its polygon, in pixels; below 0 where the middle lies outside of it.</source>
        <translation>Un ráster de cuánto dista el centro de cada píxel del borde de su polígono, en píxeles; menor que 0 donde el centro queda fuera.</translation>
    </message>
    <message>
        <source>A raster of the number of the polygon that each pixel belongs to; 0 is none.</source>
        <translation>Un ráster del número del polígono al que pertenece cada píxel; 0 es ninguno.</translation>
    </message>
    <message>
        <source>A raster of the share of each pixel that its polygon covers, from 0 to 1.</source>
        <translation>Un ráster de la proporción de cada píxel que cubre su polígono, de 0 a 1.</translation>
    </message>
    <message>
        <source>A raster that counts how many dates are clear at each pixel.</source>
        <translation>Un ráster que cuenta cuántas fechas están despejadas en cada píxel.</translation>
    </message>
    <message>
        <source>A raster that tells clouds: a Sentinel-2 scene classification (SCL), a Landsat quality band (QA_PIXEL), or any other, on any pixel grid and in any coordinate system.</source>
        <translation>Un ráster que indica las nubes: la clasificación de escena (SCL) de Sentinel-2, una banda de calidad de Landsat (QA_PIXEL) o cualquier otro, con cualquier cuadrícula de píxeles y en cualquier sistema de coordenadas.</translation>
    </message>
    <message>
        <source>A raster whose pixel grid and extent the result takes. Empty: the pixel grid of the first image, over the ground of all.</source>
        <translation>Un ráster cuya cuadrícula de píxeles y cuya extensión toma el resultado. Vacío: la cuadrícula de píxeles de la primera imagen, sobre el terreno de todas.</translation>
    </message>
    <message>
        <source>A raster whose pixel grid is taken instead. It need not be one of the stack.</source>
        <translation>Un ráster cuya cuadrícula de píxeles se toma en su lugar. No hace falta que sea uno de los apilados.</translation>
    </message>
    <message>
        <source>A record for catalogues in {folder} is not as it was written ({error!r}); build the dataset again.</source>
        <translation>Un registro para catálogos en {folder} no está como se escribió ({error!r}); construya el conjunto de datos de nuevo.</translation>
    </message>
    <message>
        <source>A row of tiles.csv has the class or split {name!r}, which the dataset.json beside it does not know; export that dataset again.</source>
        <translation>Una fila de tiles.csv tiene la clase o división {name!r}, que el dataset.json de al lado no conoce; exporte de nuevo ese conjunto de datos.</translation>
    </message>
    <message>
        <source>A run that was to replace the dataset in {folder} was killed, and its new files are gone; set {OVERWRITE} to replace what is left.</source>
        <translation>Se interrumpió una ejecución que iba a reemplazar el conjunto de datos de {folder}, y sus archivos nuevos ya no están; active {OVERWRITE} para reemplazar lo que queda.</translation>
    </message>
    <message>
        <source>A run that would make more requests to services does not begin, and none makes more, attempts after failed ones counted: tiles that are left then are left out, and RESUME asks for them. Empty: 5000. Read the terms of the service before you allow more.</source>
        <translation>Una ejecución que haría más peticiones a los servicios no empieza, y ninguna hace más, contando los reintentos: las teselas que queden entonces se dejan fuera, y RESUME las pide. Vacío: 5000. Lea las condiciones del servicio antes de permitir más.</translation>
    </message>
    <message>
        <source>A second GeoTIFF, with a band a class: how likely it is, from 0 to 1. Not for K-means and SVM.</source>
        <translation>Un segundo GeoTIFF, con una banda por clase: su probabilidad, de 0 a 1. No para K-means ni SVM.</translation>
    </message>
    <message>
        <source>A shape of {layer} at {place} has no place in the coordinate system of {other}; check that {layer} has the right one.</source>
        <translation>Una forma de {layer} en {place} no tiene sitio en el sistema de coordenadas de {other}; comprobar que {layer} tiene el correcto.</translation>
    </message>
    <message>
        <source>A style draws bands by their numbers, and {scene} has its bands in another order than {first}; choose another {SCALING}.</source>
        <translation>Un estilo dibuja las bandas por sus números, y {scene} tiene sus bandas en otro orden que {first}; elija otro {SCALING}.</translation>
    </message>
    <message>
        <source>A table does not say which polygon its samples are of; the quality is measured on single pixels, which looks better than it is.</source>
        <translation>Una tabla no dice de qué polígono son sus muestras; la calidad se mide en píxeles sueltos, y parece mejor de lo que es.</translation>
    </message>
    <message>
        <source>A table of the classes: class_id, class, color, polygons, pixels. CLASS_MAP reads it, so that later rasters get the same numbers.</source>
        <translation>Una tabla de las clases: class_id, class, color, polygons, pixels. CLASS_MAP la lee, de modo que los ráster posteriores reciben los mismos números.</translation>
    </message>
    <message>
        <source>A table of the polygons: number, parcel, class_id, value, pixels.</source>
        <translation>Una tabla de los polígonos: number, parcel, class_id, value, pixels.</translation>
    </message>
    <message>
        <source>A table with a row for each image, in place of RASTERS and FOLDER: that of Search Catalogue or Select Products. Items of a catalogue are read as the values that it tells, and masked by their scene classification.</source>
        <translation>Una tabla con una fila por imagen, en lugar de RASTERS y FOLDER: la de Buscar en un catálogo o Seleccionar productos. Las imágenes de un catálogo se leen con los valores que este indica y se enmascaran con su clasificación de escena.</translation>
    </message>
    <message>
        <source>A table with a row for each scene, such as that of Select Products: in place of SCENES, or beside it to tell more of them. Its columns: file (or path; from the table's folder), scene (or name), date, labels (a label layer of its own), cloud_mask, nodata, bands (its numbers of the bands that are taken, in order). Rows whose column selected is 0 are left out. What a row leaves empty is as the parameters say. The layer of Search Catalogue is such a table, too: of its images only those parts are fetched that are needed, as the values that the catalogue tells.</source>
        <translation>Una tabla con una fila por escena, como la de Seleccionar productos: en lugar de SCENES, o además de él para decir más de ellas. Sus columnas: file (o path; desde la carpeta de la tabla), scene (o name), date, labels (una capa de etiquetas propia), cloud_mask, nodata y bands (sus números de las bandas que se toman, en orden). Se omiten las filas cuya columna selected es 0. Lo que una fila deja vacío es como dicen los parámetros. La capa de Buscar en un catálogo también es una tabla así: de sus imágenes solo se descargan las partes necesarias, con los valores que indica el catálogo.</translation>
    </message>
    <message>
        <source>A text file (.md, .rst, .txt) to go in as README. The card of the dataset then goes in as dataset_card.md.</source>
        <translation>Un archivo de texto (.md, .rst, .txt) que se incluye como README. La ficha del conjunto de datos se incluye entonces como dataset_card.md.</translation>
    </message>
    <message>
        <source>A text file with one POLYGON or MULTIPOLYGON in longitude and latitude (WGS 84), instead of a layer.</source>
        <translation>Un archivo de texto con un POLYGON o MULTIPOLYGON en longitud y latitud (WGS 84), en lugar de una capa.</translation>
    </message>
    <message>
        <source>A tile gets a class when</source>
        <translation>Una tesela recibe una clase cuando</translation>
    </message>
    <message>
        <source>A tile has no number in the column {name} of tiles.csv; export that dataset again.</source>
        <translation>Una tesela no tiene número en la columna {name} de tiles.csv; exporte de nuevo ese conjunto de datos.</translation>
    </message>
    <message>
        <source>A tile has {width} x {height} pixels of the class raster, which are too many to be counted; choose a raster of larger pixels, or smaller tiles.</source>
        <translation>Una tesela tiene {width} x {height} píxeles del ráster de clases, demasiados para contarlos; elija un ráster de píxeles más grandes, o teselas más pequeñas.</translation>
    </message>
    <message>
        <source>A tile layer with a field that names the split. Give this or a dataset folder, which may also be written here.</source>
        <translation>Una capa de teselas con un campo que nombra la división. Indique esta o una carpeta de conjunto de datos, que también se puede escribir aquí.</translation>
    </message>
    <message>
        <source>A tile layer, made from the finest of the images: one sample a tile.</source>
        <translation>Una capa de teselas, creada a partir de la imagen más fina: una muestra por tesela.</translation>
    </message>
    <message>
        <source>A tile of {metres:g} m is smaller than a pixel of {name} ({size:.4g} m); choose a larger {TILE_SIZE}.</source>
        <translation>Una tesela de {metres:g} m es más pequeña que un píxel de {name} ({size:.4g} m); elija un valor mayor en {TILE_SIZE}.</translation>
    </message>
    <message>
        <source>A tile of {width} x {height} pixels</source>
        <translation>Una tesela de {width} x {height} píxeles</translation>
    </message>
    <message>
        <source>A tile of {width} x {height} pixels is larger than the raster of {columns} x {rows}; choose a smaller {TILE_SIZE}, or {EDGE=KEEP}.</source>
        <translation>Una tesela de {width} x {height} píxeles es mayor que el ráster de {columns} x {rows}; elija un {TILE_SIZE} menor, o {EDGE=KEEP}.</translation>
    </message>
    <message>
        <source>A tile would have {width:.4g} x {height:.4g} pixels; choose a larger {METERS_PER_PIXEL}.</source>
        <translation>Una tesela tendría {width:.4g} x {height:.4g} píxeles; elija un valor mayor de {METERS_PER_PIXEL}.</translation>
    </message>
    <message>
        <source>A value to treat as nodata besides the raster's own, for rasters that forgot to tag theirs; often 0.</source>
        <translation>Un valor que se trata como sin datos además del propio del ráster, para los ráster que no lo declaran; a menudo, 0.</translation>
    </message>
    <message>
        <source>A value to treat as nodata besides the raster's own, for rasters that forgot to tag theirs; often 0. A pixel is left out when any of its bands is nodata.</source>
        <translation>Un valor que se trata como sin datos además del propio del ráster, para los ráster que no lo declaran; a menudo, 0. Un píxel se descarta cuando alguna de sus bandas es sin datos.</translation>
    </message>
    <message>
        <source>A value to treat as nodata besides the rasters' own, for rasters that forgot to tag theirs; often 0.</source>
        <translation>Un valor que se trata como sin datos además de los propios de los ráster, para los ráster que no lo declaran; a menudo, 0.</translation>
    </message>
    <message>
        <source>A value to treat as nodata in images besides their own, for rasters that forgot to tag theirs; often 0.</source>
        <translation>Un valor que se trata como sin datos en las imágenes además de los propios, para los ráster que no lo declaran; a menudo, 0.</translation>
    </message>
    <message>
        <source>A worker of {scheduler} does not answer; look at the workers' logs, and start those that hang anew.</source>
        <translation>Un proceso de {scheduler} no responde; hay que mirar los registros de los procesos e iniciar de nuevo los que no avanzan.</translation>
    </message>
    <message>
        <source>About {percent:.2g} % of the pixels that were read of {name} are {value:.10g} in every band</source>
        <translation>Alrededor del {percent:.2g} % de los píxeles que se leyeron de {name} vale {value:.10g} en todas las bandas</translation>
    </message>
    <message>
        <source>Accuracies and areas as a table</source>
        <translation>Exactitudes y áreas como tabla</translation>
    </message>
    <message>
        <source>Accuracy on held-out polygons</source>
        <translation>Exactitud en polígonos reservados</translation>
    </message>
    <message>
        <source>Accuracy on held-out polygons: {percent:.1f} % of {measured}; {classes} was not measured: a class needs two polygons or more, so that one can be held out.</source>
        <translation>Exactitud en polígonos reservados: {percent:.1f} % de {measured}; {classes} no se midió: una clase necesita dos polígonos o más, para poder reservar uno.</translation>
    </message>
    <message>
        <source>Accuracy on held-out polygons: {percent:.1f} % of {measured}; {classes} were not measured: a class needs two polygons or more, so that one can be held out.</source>
        <translation>Exactitud en polígonos reservados: {percent:.1f} % de {measured}; {classes} no se midieron: una clase necesita dos polígonos o más, para poder reservar uno.</translation>
    </message>
    <message>
        <source>Accuracy on held-out polygons: {percent:.1f} %.</source>
        <translation>Exactitud en polígonos reservados: {percent:.1f} %.</translation>
    </message>
    <message>
        <source>Add points there, or join classes with {CLASS_MAP} if points had the same chance in all of them.</source>
        <translation>Añada puntos allí, o una clases con {CLASS_MAP} si los puntos tuvieron la misma probabilidad en todas ellas.</translation>
    </message>
    <message>
        <source>Add points there.</source>
        <translation>Añada puntos allí.</translation>
    </message>
    <message>
        <source>Add scenes to an earlier dataset</source>
        <translation>Añadir escenas a un conjunto de datos anterior</translation>
    </message>
    <message>
        <source>Add the SCENES to the dataset in the folder, which was built from SCENES with the same options. Its tiles stay as they are, with their splits and the numbers of their scenes, and its scaling is used. In masks and objects new classes get new numbers; class folders are numbered by name, so that a new one may move others. New tiles that show ground of its tiles go to the split that has it; the others are split as SPLIT_METHOD says. Scenes that it has already are left out. The earlier dataset stays until the new one is complete.</source>
        <translation>Añade las SCENES al conjunto de datos de la carpeta, que se creó a partir de SCENES con las mismas opciones. Sus teselas se quedan como están, con sus divisiones y los números de sus escenas, y se usa su escalado. En máscaras y objetos las clases nuevas reciben números nuevos; las carpetas de clases se numeran por nombre, de modo que una nueva puede desplazar a otras. Las teselas nuevas que muestran terreno de las suyas van a la división que lo tiene; las demás se reparten como dice SPLIT_METHOD. Las escenas que ya tiene se omiten. El conjunto anterior permanece hasta que el nuevo está completo.</translation>
    </message>
    <message>
        <source>Add the TILES to the dataset in the folder, which was made of SCENES with the same options: of new SCENES or of those that it has, as Create Tile Grid makes them from the same list. Its tiles stay as they are, with the numbers of their scenes, and its scaling is used. Tiles that it has already are left out. Splits are those of the field; the log warns of new tiles that show ground of another split. The earlier dataset stays until the new one is complete.</source>
        <translation>Añade las TILES al conjunto de datos de la carpeta, que se hizo de SCENES con las mismas opciones: de SCENES nuevas o de las que ya tiene, como las crea Crear cuadrícula de teselas a partir de la misma lista. Sus teselas quedan como están, con los números de sus escenas, y se usa su escalado. Las teselas que ya tiene se omiten. Las divisiones son las del campo; el registro avisa de teselas nuevas que muestran terreno de otra división. El conjunto anterior permanece hasta que el nuevo está completo.</translation>
    </message>
    <message>
        <source>Add the class to dataset.json, or export the dataset again.</source>
        <translation>Añada la clase a dataset.json o exporte de nuevo el conjunto de datos.</translation>
    </message>
    <message>
        <source>Add tiles to an earlier dataset</source>
        <translation>Añadir teselas a un conjunto de datos anterior</translation>
    </message>
    <message>
        <source>Add true areas</source>
        <translation>Añadir áreas verdaderas</translation>
    </message>
    <message>
        <source>Address of the catalogue</source>
        <translation>Dirección del catálogo</translation>
    </message>
    <message>
        <source>Address of the files</source>
        <translation>Dirección de los archivos</translation>
    </message>
    <message>
        <source>Address of the token service</source>
        <translation>Dirección del servicio de tokens</translation>
    </message>
    <message>
        <source>Adds a field labels with all classes that cover at least the least coverage of the tile, a vertical bar between them; the field label has the largest. Tiles without any are left out.</source>
        <translation>Añade un campo labels con todas las clases que cubren al menos la cobertura mínima de la tesela, separadas por una barra vertical; el campo label tiene la mayor. Las teselas sin ninguna se descartan.</translation>
    </message>
    <message>
        <source>Adds the array distances: how many pixels the middle of each pixel is from the edge of its polygon; below 0 outside of it, NaN without polygon. Not for a label raster.</source>
        <translation>Añade la matriz distances: a cuántos píxeles está el centro de cada píxel del borde de su polígono; menor que 0 fuera de él, NaN sin polígono. No para un ráster de etiquetas.</translation>
    </message>
    <message>
        <source>Adds the array masks (dates, height, width): 0 clear, 1 cloudy, 2 without a value.</source>
        <translation>Añade la matriz masks (fechas, altura, anchura): 0 despejado, 1 nuboso, 2 sin valor.</translation>
    </message>
    <message>
        <source>Adds the array ratios: the share of each pixel that its polygon covers, 0 to 1. Not for a label raster.</source>
        <translation>Añade la matriz ratios: la proporción de cada píxel que cubre su polígono, de 0 a 1. No para un ráster de etiquetas.</translation>
    </message>
    <message>
        <source>All bands of {name} are tagged as alpha and used as data.</source>
        <translation>Todas las bandas de {name} están marcadas como alfa y se usan como datos.</translation>
    </message>
    <message>
        <source>All files are there and match the dataset's records.</source>
        <translation>Están todos los archivos y son lo que el conjunto de datos dice.</translation>
    </message>
    <message>
        <source>All images are written anew: the raster is described in another way.</source>
        <translation>Todas las imágenes se escriben de nuevo: el ráster se describe de otra manera.</translation>
    </message>
    <message>
        <source>All images are written anew: their objects may have changed.</source>
        <translation>Todas las imágenes se escriben de nuevo: sus objetos pueden haber cambiado.</translation>
    </message>
    <message>
        <source>All images are written anew: their scaling is another one.</source>
        <translation>Todas las imágenes se escriben de nuevo: su escalado es otro.</translation>
    </message>
    <message>
        <source>All images are written anew: their style may have changed.</source>
        <translation>Todas las imágenes se escriben de nuevo: su estilo puede haber cambiado.</translation>
    </message>
    <message>
        <source>All images are written anew: they were made with another version of {programs}.</source>
        <translation>Todas las imágenes se escriben de nuevo: se hicieron con otra versión de {programs}.</translation>
    </message>
    <message>
        <source>All points have a class. Save, then choose Assess a Map.</source>
        <translation>Todos los puntos tienen clase. Guarde y elija Evaluar un mapa.</translation>
    </message>
    <message>
        <source>All polygons are smaller than {MIN_PARCEL_AREA} or narrower than {MIN_PARCEL_WIDTH}; lower them.</source>
        <translation>Todos los polígonos son menores que {MIN_PARCEL_AREA} o más estrechos que {MIN_PARCEL_WIDTH}; redúzcalos.</translation>
    </message>
    <message>
        <source>All tiles are of one class: {}.</source>
        <translation>Todas las teselas son de una misma clase: {}.</translation>
    </message>
    <message>
        <source>All tiles of the dataset by class:</source>
        <translation>Todas las teselas del conjunto de datos por clase:</translation>
    </message>
    <message>
        <source>All tiles of {classes} are rejected.</source>
        <translation>Se descartan todas las teselas de {classes}.</translation>
    </message>
    <message>
        <source>All {count} images failed; of the first, {first}: {why}</source>
        <translation>Fallaron las {count} imágenes; la primera, {first}: {why}</translation>
    </message>
    <message>
        <source>All {count} tiles to judge lie in one place, overlapping each other; labels are judged by those of other places.</source>
        <translation>Las {count} teselas que hay que juzgar están en un solo lugar y se solapan; las etiquetas se juzgan por las de otros lugares.</translation>
    </message>
    <message>
        <source>Among the images are masks by their names ({masks}), whose codes would count as values; give them in {MASKS} or {MASK_FOLDER}, with the {VALUES} or {BITS} that are cloudy.</source>
        <translation>Entre las imágenes hay máscaras, según sus nombres ({masks}), cuyos códigos contarían como valores; indíquelas en {MASKS} o {MASK_FOLDER}, con los {VALUES} o {BITS} que indican nubes.</translation>
    </message>
    <message>
        <source>An OData service that knows sizes and checksums of products, up to where /Products follows.</source>
        <translation>Un servicio OData que conoce los tamaños y las sumas de comprobación de los productos, hasta donde sigue /Products.</translation>
    </message>
    <message>
        <source>An authentication configuration of QGIS (Settings &gt; Options &gt; Authentication) with user name and password of your account, of the method Basic. They are exchanged for a token that lasts some minutes, and kept nowhere else. Other methods, such as OAuth2, are used as they are.</source>
        <translation>Una configuración de autenticación de QGIS (Configuración &gt; Opciones &gt; Autenticación) con el usuario y la contraseña de su cuenta, del método Basic. Se cambian por un token que dura unos minutos, y no se guardan en ningún otro sitio. Otros métodos, como OAuth2, se usan tal cual.</translation>
    </message>
    <message>
        <source>An image of {count} band</source>
        <translation>Una imagen de {count} banda</translation>
    </message>
    <message>
        <source>An image of {count} bands</source>
        <translation>Una imagen de {count} bandas</translation>
    </message>
    <message>
        <source>An outline of annotation {name} has {count} numbers, and three points have six.</source>
        <translation>Un contorno de la anotación {name} tiene {count} números, y tres puntos tienen seis.</translation>
    </message>
    <message>
        <source>An outline of annotation {name} leaves its image of {width} x {height} pixels.</source>
        <translation>Un contorno de la anotación {name} se sale de su imagen de {width} x {height} píxeles.</translation>
    </message>
    <message>
        <source>Annotation {name} has an area of {area:g} in a box of {box:g} square pixels.</source>
        <translation>La anotación {name} tiene un área de {area:g} en una caja de {box:g} píxeles cuadrados.</translation>
    </message>
    <message>
        <source>Annotation {name} has the unknown class {number}.</source>
        <translation>La anotación {name} tiene la clase desconocida {number}.</translation>
    </message>
    <message>
        <source>Annotation {name} is marked iscrowd={crowd}, which needs run lengths when it is 1 and rings when it is 0.</source>
        <translation>La anotación {name} lleva iscrowd={crowd}, que exige longitudes de series si es 1 y anillos si es 0.</translation>
    </message>
    <message>
        <source>Annotation {name} is on the unknown image {number}.</source>
        <translation>La anotación {name} está en la imagen desconocida {number}.</translation>
    </message>
    <message>
        <source>Annotation {number} of {path} has no outline that can be read; export the dataset again.</source>
        <translation>La anotación {number} de {path} no tiene un contorno legible; vuelva a exportar el conjunto de datos.</translation>
    </message>
    <message>
        <source>Annotation {number} of {path} has the class {class_id}, which dataset.json does not know; export the dataset again.</source>
        <translation>La anotación {number} de {path} tiene la clase {class_id}, que dataset.json no conoce; vuelva a exportar el conjunto de datos.</translation>
    </message>
    <message>
        <source>Another number gives another partition.</source>
        <translation>Otro número da otra división.</translation>
    </message>
    <message>
        <source>Another number gives another random choice of tiles, the same one every time.</source>
        <translation>Otro número da otra elección al azar de teselas, la misma cada vez.</translation>
    </message>
    <message>
        <source>Another number gives another random choice, the same one every time.</source>
        <translation>Otro número da otra elección al azar, la misma cada vez.</translation>
    </message>
    <message>
        <source>Another number gives another split, the same number the same split, on any computer.</source>
        <translation>Otro número da otra división; el mismo número, la misma división, en cualquier equipo.</translation>
    </message>
    <message>
        <source>Another number gives other blocks and trees, the same number the same ranks.</source>
        <translation>Otro número da otros bloques y árboles; el mismo número, el mismo orden.</translation>
    </message>
    <message>
        <source>Another number gives other points.</source>
        <translation>Otro número da otros puntos.</translation>
    </message>
    <message>
        <source>Another run downloads to {folder} already; wait for its end, or choose another folder.</source>
        <translation>Otra ejecución ya descarga en {folder}; espere a que termine, o elija otra carpeta.</translation>
    </message>
    <message>
        <source>Another run is writing into {folder}; wait for it, or choose another folder.</source>
        <translation>Otra ejecución está escribiendo en {folder}; espere a que termine o elija otra carpeta.</translation>
    </message>
    <message>
        <source>Another server</source>
        <translation>Otro servidor</translation>
    </message>
    <message>
        <source>Area changed</source>
        <translation>Superficie cambiada</translation>
    </message>
    <message>
        <source>Area of interest</source>
        <translation>Área de interés</translation>
    </message>
    <message>
        <source>Area of interest as a WKT file</source>
        <translation>Área de interés como archivo WKT</translation>
    </message>
    <message>
        <source>Area of interest by name of a country</source>
        <translation>Área de interés por el nombre de un país</translation>
    </message>
    <message>
        <source>Areas of the classes, as JSON</source>
        <translation>Áreas de las clases, como JSON</translation>
    </message>
    <message>
        <source>Arrays of bands</source>
        <translation>Matrices de bandas</translation>
    </message>
    <message>
        <source>Asked and achieved shares, as JSON</source>
        <translation>Proporciones pedidas y obtenidas, como JSON</translation>
    </message>
    <message>
        <source>Asks Google Earth Engine for an image of each tile of a layer and writes a dataset, as Export Tiles does of a raster. Sources are known by name, or given as an asset, an expression, a layer of the Earth Engine plugin or Python code. Tiles that Earth Engine does not give are listed with the reason, and asked for again with RESUME. Needs the Python package earthengine-api, and a sign-in: this algorithm never asks for one, Raster &gt; Tilewright &gt; Sign In to Earth Engine does.</source>
        <translation>Pide a Google Earth Engine una imagen de cada tesela de una capa y escribe un conjunto de datos, como hace Exportar teselas con un ráster. Las fuentes se conocen por su nombre, o se dan como recurso (asset), expresión, capa del complemento de Earth Engine o código Python. Las teselas que Earth Engine no entrega se listan con el motivo, y RESUME las vuelve a pedir. Necesita el paquete de Python earthengine-api y una sesión iniciada: este algoritmo nunca la pide; lo hace Ráster &gt; Tilewright &gt; Iniciar sesión en Earth Engine.</translation>
    </message>
    <message>
        <source>Assess Map…</source>
        <translation>Evaluar mapa…</translation>
    </message>
    <message>
        <source>Assess a Map…</source>
        <translation>Evaluar un mapa…</translation>
    </message>
    <message>
        <source>Assess map</source>
        <translation>Evaluar mapa</translation>
    </message>
    <message>
        <source>Asset</source>
        <translation>Recurso (asset)</translation>
    </message>
    <message>
        <source>Assets</source>
        <translation>Archivos (assets)</translation>
    </message>
    <message>
        <source>Assign coarse tile</source>
        <translation>Asignar tesela gruesa</translation>
    </message>
    <message>
        <source>Assigns bands, blocks or groups so that each class has the asked shares, as well as can be.</source>
        <translation>Asigna bandas, bloques o grupos de modo que cada clase tenga las proporciones pedidas, en lo posible.</translation>
    </message>
    <message>
        <source>Assigns tiles to train, val and test so that no split has seen another's ground. The field split holds the result. Splits can be bands, blocks, groups, whole scenes or single tiles, keep class shares alike, and keep a distance from each other, all at once. Tiles that overlap never come into different splits: blocks and bands reject those at their edges. Where a field scene names several scenes, that holds across dates and zones: distances between tiles in degrees are geodesic.</source>
        <translation>Asigna las teselas a train, val y test de modo que ninguna división haya visto el terreno de otra. El campo split contiene el resultado. Las divisiones pueden ser bandas, bloques, grupos, escenas enteras o teselas sueltas, conservar las proporciones de las clases y guardar una distancia entre sí, todo a la vez. Las teselas que se superponen nunca van a divisiones distintas: los bloques y las bandas rechazan las de sus bordes. Donde un campo scene nombra varias escenas, esto vale entre fechas y husos: las distancias entre teselas en grados son geodésicas.</translation>
    </message>
    <message>
        <source>At most {count} request to {name}; if it fails, more, but never above {most}.</source>
        <translation>Como mucho {count} petición a {name}; si falla, más, pero nunca más de {most}.</translation>
    </message>
    <message>
        <source>At most {count} requests to {name}; if some fail, more, but never above {most}.</source>
        <translation>Como mucho {count} peticiones a {name}; si alguna falla, más, pero nunca más de {most}.</translation>
    </message>
    <message>
        <source>Attempts after a failed request</source>
        <translation>Intentos tras una petición fallida</translation>
    </message>
    <message>
        <source>Audit split</source>
        <translation>Auditar división</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>Autenticación</translation>
    </message>
    <message>
        <source>BANDS: parallel bands, assigned in turn. BLOCKS: square blocks, assigned at random. GROUP: groups of tiles, assigned at random. RANDOM: single tiles, assigned at random; neighbours then come into different splits. SCENE: whole scenes, assigned at random; scenes that show the same ground, as at several dates, go together. Tiles that overlap never do. Values: BANDS, BLOCKS, GROUP, RANDOM, SCENE.</source>
        <translation>BANDS: bandas paralelas, asignadas por turno. BLOCKS: bloques cuadrados, asignados al azar. GROUP: grupos de teselas, asignados al azar. RANDOM: teselas sueltas, asignadas al azar; las vecinas van entonces a divisiones distintas. SCENE: escenas enteras, asignadas al azar; las que muestran el mismo terreno, como en varias fechas, van juntas. Las teselas que se superponen nunca van a divisiones distintas. Valores: BANDS, BLOCKS, GROUP, RANDOM, SCENE.</translation>
    </message>
    <message>
        <source>BQA</source>
        <translation>BQA</translation>
    </message>
    <message>
        <source>Back (P)</source>
        <translation>Atrás (P)</translation>
    </message>
    <message>
        <source>Back to the Points</source>
        <translation>Volver a los puntos</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Equilibrio</translation>
    </message>
    <message>
        <source>Band names</source>
        <translation>Nombres de las bandas</translation>
    </message>
    <message>
        <source>Band numbers in the order they are written, for example 3,2,1. Empty: all but a band tagged as alpha, which says which pixels are valid. A band that is named by its number is data, alpha or not. With SCALING=NONE, GTIFF and NPY keep an alpha band, too.</source>
        <translation>Números de banda en el orden en que se escriben; por ejemplo, 3,2,1. Vacío: todas menos una banda marcada como alfa, que dice qué píxeles son válidos. Una banda que se nombra por su número cuenta como datos, sea alfa o no. Con SCALING=NONE, GTIFF y NPY conservan también una banda alfa.</translation>
    </message>
    <message>
        <source>Band numbers that are taken of each raster, for example 1. Empty: all but a band tagged as alpha, which says which pixels are valid. A band that is named by its number is data, alpha or not.</source>
        <translation>Números de las bandas que se toman de cada ráster; por ejemplo, 1. Vacío: todas menos una banda marcada como alfa, que dice qué píxeles son válidos. Una banda que se nombra por su número cuenta como datos, sea alfa o no.</translation>
    </message>
    <message>
        <source>Band numbers, for example 3,2,1; of Sentinel-2 products and of files of one band each names, for example B04,B03,B02. Empty: all but a band tagged as alpha, which says which pixels are valid. A band that is named by its number is data, alpha or not.</source>
        <translation>Números de banda; por ejemplo, 3,2,1. En los productos Sentinel-2 y en los archivos de una sola banda, nombres; por ejemplo, B04,B03,B02. Vacío: todas menos una banda marcada como alfa, que dice qué píxeles son válidos. Una banda que se nombra por su número cuenta como datos, sea alfa o no.</translation>
    </message>
    <message>
        <source>Band of cloud codes</source>
        <translation>Banda de los códigos de nubes</translation>
    </message>
    <message>
        <source>Band of the class raster</source>
        <translation>Banda del ráster de clases</translation>
    </message>
    <message>
        <source>Band of the class raster after</source>
        <translation>Banda del ráster de clases posterior</translation>
    </message>
    <message>
        <source>Band of the class raster before</source>
        <translation>Banda del ráster de clases anterior</translation>
    </message>
    <message>
        <source>Band of the cloud mask</source>
        <translation>Banda de la máscara de nubes</translation>
    </message>
    <message>
        <source>Band of the cloud masks</source>
        <translation>Banda de las máscaras de nubes</translation>
    </message>
    <message>
        <source>Band of the reference raster</source>
        <translation>Banda del ráster de referencia</translation>
    </message>
    <message>
        <source>Band of the strata</source>
        <translation>Banda de los estratos</translation>
    </message>
    <message>
        <source>Band {bands} of {name} is tagged as alpha and used as data, as {BANDS} asks for it.</source>
        <translation>La banda {bands} de {name} está marcada como alfa y se usa como datos, porque {BANDS} la pide.</translation>
    </message>
    <message>
        <source>Band {bands} of {name} is tagged as alpha, too, and kept.</source>
        <translation>La banda {bands} de {name} también está marcada como alfa y se conserva.</translation>
    </message>
    <message>
        <source>Band {bands} of {name} is tagged as alpha, too, and left out.</source>
        <translation>La banda {bands} de {name} también está marcada como alfa y se omite.</translation>
    </message>
    <message>
        <source>Band {band} of {name} is tagged as alpha: it says which pixels are valid and is kept. If it holds data, such as infrared, set {BANDS}={everything}.</source>
        <translation>La banda {band} de {name} está marcada como alfa: dice qué píxeles son válidos y se conserva. Si contiene datos, como infrarrojo, hay que indicar {BANDS}={everything}.</translation>
    </message>
    <message>
        <source>Band {band} of {name} is tagged as alpha: it says which pixels are valid. If it holds data, such as infrared, set {BANDS}={everything}.</source>
        <translation>La banda {band} de {name} está marcada como alfa: dice qué píxeles son válidos. Si contiene datos, como infrarrojo, hay que indicar {BANDS}={everything}.</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>Bandas</translation>
    </message>
    <message>
        <source>Bands of each raster</source>
        <translation>Bandas de cada ráster</translation>
    </message>
    <message>
        <source>Bands of equal width. More of them meet the shares better and have more edges.</source>
        <translation>Bandas de igual anchura. Si son más, cumplen mejor las proporciones y tienen más bordes.</translation>
    </message>
    <message>
        <source>Bands whose pixels count as valid or not, for example 3,2,1. Empty: all but a band tagged as alpha, which says which pixels are valid. A band that is named by its number is data, alpha or not.</source>
        <translation>Bandas que deciden si un píxel es válido; por ejemplo, 3,2,1. Vacío: todas menos una banda marcada como alfa, que dice qué píxeles son válidos. Una banda que se nombra por su número cuenta como datos, sea alfa o no.</translation>
    </message>
    <message>
        <source>Bands {bands} of {name} are tagged as alpha and used as data, as {BANDS} asks for them.</source>
        <translation>Las bandas {bands} de {name} están marcadas como alfa y se usan como datos, porque {BANDS} las pide.</translation>
    </message>
    <message>
        <source>Bands {bands} of {name} are tagged as alpha, too, and kept.</source>
        <translation>Las bandas {bands} de {name} también están marcadas como alfa y se conservan.</translation>
    </message>
    <message>
        <source>Bands {bands} of {name} are tagged as alpha, too, and left out.</source>
        <translation>Las bandas {bands} de {name} también están marcadas como alfa y se omiten.</translation>
    </message>
    <message>
        <source>Bands {numbers} are called like the model's.</source>
        <translation>Las bandas {numbers} se llaman como las del modelo.</translation>
    </message>
    <message>
        <source>Between values</source>
        <translation>Separador de los valores</translation>
    </message>
    <message>
        <source>Bits of the mask that tell clouds, 0 being the least: 3 (that bit is set), 8-9=3 or 8-9&gt;=2 (the number in those bits); with commas, any of them. In QA_PIXEL of Landsat Collection 2 bit 3 is cloud, 4 cloud shadow, 2 cirrus, 1 dilated cloud, and 8-9=3 cloud of high confidence; before Collections 14-15=3 was cloud of high confidence.</source>
        <translation>Bits de la máscara que indican nubes; el 0 es el menos significativo: 3 (ese bit está activo), 8-9=3 o 8-9&gt;=2 (el número que forman esos bits); separados por comas, cualquiera de ellos. En QA_PIXEL de Landsat Collection 2, el bit 3 es nube; el 4, sombra de nube; el 2, cirro; el 1, nube dilatada, y 8-9=3, nube de confianza alta; antes de Collections, 14-15=3 era nube de confianza alta.</translation>
    </message>
    <message>
        <source>Bits of the masks or codes that tell clouds, 0 being the least: 3 (that bit is set), 8-9=3 or 8-9&gt;=2 (the number in those bits); with commas, any of them. In QA_PIXEL of Landsat Collection 2 bit 3 is cloud, 4 cloud shadow, 2 cirrus, 1 dilated cloud, and 8-9=3 cloud of high confidence; before Collections 14-15=3 was cloud of high confidence.</source>
        <translation>Bits de las máscaras o los códigos que indican nubes; el 0 es el menos significativo: 3 (ese bit está activo), 8-9=3 o 8-9&gt;=2 (el número que forman esos bits); separados por comas, cualquiera de ellos. En QA_PIXEL de Landsat Collection 2, el bit 3 es nube; el 4, sombra de nube; el 2, cirro; el 1, nube dilatada, y 8-9=3, nube de confianza alta; antes de Collections, 14-15=3 era nube de confianza alta.</translation>
    </message>
    <message>
        <source>Bits of the masks that tell clouds, 0 being the least: 3 (that bit is set), 8-9=3 or 8-9&gt;=2 (the number in those bits); with commas, any of them. In QA_PIXEL of Landsat Collection 2 bit 3 is cloud, 4 cloud shadow, 2 cirrus, 1 dilated cloud, and 8-9=3 cloud of high confidence; before Collections 14-15=3 was cloud of high confidence.</source>
        <translation>Bits de las máscaras que indican nubes; el 0 es el menos significativo: 3 (ese bit está activo), 8-9=3 o 8-9&gt;=2 (el número que forman esos bits); separados por comas, cualquiera de ellos. En QA_PIXEL de Landsat Collection 2, el bit 3 es nube; el 4, sombra de nube; el 2, cirro; el 1, nube dilatada, y 8-9=3, nube de confianza alta; antes de Collections, 14-15=3 era nube de confianza alta.</translation>
    </message>
    <message>
        <source>Blacken what is outside objects and classes</source>
        <translation>Ennegrecer lo que está fuera de los objetos y las clases</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Azul</translation>
    </message>
    <message>
        <source>Boosting made trees that cannot be kept; choose another {METHOD}.</source>
        <translation>Boosting creó árboles que no se pueden conservar; elija otro valor en {METHOD}.</translation>
    </message>
    <message>
        <source>Both maps have {count} classes together, and changes between {most} at most can be written; join some with {CLASS_MAP}.</source>
        <translation>Ambos mapas tienen juntos {count} clases, y se pueden escribir los cambios entre {most} como mucho; una algunas con {CLASS_MAP}.</translation>
    </message>
    <message>
        <source>Both values ({values}) and bits ({bits}) are given; give one of them.</source>
        <translation>Se han indicado tanto valores ({values}) como bits ({bits}); indique solo una de las dos cosas.</translation>
    </message>
    <message>
        <source>Buffer around the objects (m)</source>
        <translation>Búfer alrededor de los objetos (m)</translation>
    </message>
    <message>
        <source>Build dataset</source>
        <translation>Crear conjunto de datos</translation>
    </message>
    <message>
        <source>Built-up land and bare soil</source>
        <translation>Suelo edificado y suelo desnudo</translation>
    </message>
    <message>
        <source>Burnt land</source>
        <translation>Suelo quemado</translation>
    </message>
    <message>
        <source>By these bands these classes can hardly be told apart (Jeffries-Matusita distance below {limit:.1f} of 2): {pairs}. Join such classes, or add bands, dates or indices.</source>
        <translation>Con estas bandas apenas se distinguen estas clases (distancia de Jeffries-Matusita menor que {limit:.1f} de 2): {pairs}. Una esas clases, o añada bandas, fechas o índices.</translation>
    </message>
    <message>
        <source>Bytes before compression</source>
        <translation>Bytes antes de comprimir</translation>
    </message>
    <message>
        <source>Bytes of a dry run</source>
        <translation>Bytes de una simulación</translation>
    </message>
    <message>
        <source>C, for SVM</source>
        <translation>C, para SVM</translation>
    </message>
    <message>
        <source>CENTRE: its centre lies in the polygon. COVERAGE: the class covers at least the least coverage of it. Values: CENTRE, COVERAGE.</source>
        <translation>CENTRE: su centro está en el polígono. COVERAGE: la clase cubre al menos la cobertura mínima de él. Valores: CENTRE, COVERAGE.</translation>
    </message>
    <message>
        <source>CLASSES are numbered. MEASURED numbers (yields, heights) become a raster of decimals. AUTO takes a field with decimals for measured. Values: AUTO, CLASSES, MEASURED.</source>
        <translation>CLASSES se numeran. Los números de MEASURED (rendimientos, alturas) pasan a un ráster de decimales. AUTO toma por medido un campo con decimales. Valores: AUTO, CLASSES, MEASURED.</translation>
    </message>
    <message>
        <source>CROISSANT writes croissant.json, by which catalogues and loaders of datasets know files, columns, splits, place and bands. STAC writes collection.json and, for up to 10 000 tiles, items.json, by which catalogues find tiles by place and day. TDML writes tdml.json, the training data markup of the OGC. NONE writes no record. Values: CROISSANT, STAC, TDML, NONE.</source>
        <translation>CROISSANT escribe croissant.json, por el que los catálogos y los cargadores de conjuntos de datos conocen archivos, columnas, divisiones, lugar y bandas. STAC escribe collection.json y, hasta 10 000 teselas, items.json, por los que los catálogos encuentran teselas por lugar y día. TDML escribe tdml.json, el formato de datos de entrenamiento del OGC. NONE no escribe ningún registro. Valores: CROISSANT, STAC, TDML, NONE.</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>CSV files that Sample pixels wrote, one an image. Give these, or rasters.</source>
        <translation>Archivos CSV escritos por Muestrear píxeles, uno por imagen. Se indican estos o ráster.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Rótulos</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>Catálogo</translation>
    </message>
    <message>
        <source>Change the settings that reject them.</source>
        <translation>Hay que cambiar los ajustes que las descartan.</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Cambios</translation>
    </message>
    <message>
        <source>Changes as a table</source>
        <translation>Cambios como tabla</translation>
    </message>
    <message>
        <source>Checking that {name} is whole ({megabytes:.0f} MB).</source>
        <translation>Comprobando que {name} está completo ({megabytes:.0f} MB).</translation>
    </message>
    <message>
        <source>Checks whether a dataset folder is what it says: every file decodes and has the size, bands and type of dataset.json, no file is missing or left over, classes agree in all files, and annotations lie on their images. Masks hold known numbers, and split lists share no tile. Each finding names a file and what helps. PASSED is false when anything is wrong.</source>
        <translation>Comprueba si la carpeta de un conjunto de datos es lo que dice ser: cada archivo se puede decodificar y tiene el tamaño, las bandas y el tipo de dataset.json, no falta ni sobra ningún archivo, las clases coinciden en todos los archivos y las anotaciones están dentro de sus imágenes. Las máscaras contienen números conocidos y las listas de divisiones no comparten ninguna tesela. Cada hallazgo nombra un archivo y qué lo remedia. PASSED es falso si algo está mal.</translation>
    </message>
    <message>
        <source>Checks whether train, val and test have seen each other's ground. It looks for shared pixels, the least distance between splits, places that occur at several dates, images that look the same, and classes that a split lacks. It takes any tile layer with a split field, or a dataset folder, and writes a report to read. PASSED is false when anything leaks. Where a field scene names several scenes, it tells which of them show the same ground, and measures distances between tiles in degrees on the ellipsoid, across zones and dates.</source>
        <translation>Comprueba si train, val y test han visto el terreno de los demás. Busca píxeles compartidos, la distancia mínima entre divisiones, lugares que aparecen en varias fechas, imágenes que parecen iguales y clases que faltan en una división. Admite cualquier capa de teselas con un campo de división, o una carpeta de conjunto de datos, y escribe un informe para leer. PASSED es falso cuando algo se filtra. Donde un campo scene nombra varias escenas, dice cuáles muestran el mismo terreno y mide sobre el elipsoide las distancias entre teselas en grados, entre husos y fechas.</translation>
    </message>
    <message>
        <source>Choose a layer of points drawn by Points to assess a map, or draw points with the button below.</source>
        <translation>Elija una capa de puntos sorteada por Puntos para evaluar un mapa, o sortee puntos con el botón de abajo.</translation>
    </message>
    <message>
        <source>Choose an image, a layer of polygons, and the field of their class.</source>
        <translation>Elija una imagen, una capa de polígonos y el campo de su clase.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>Class field</source>
        <translation>Campo de clase</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>Nombres de las clases</translation>
    </message>
    <message>
        <source>Class names of {layer} cannot be decoded as {encoding}, and different ones may have become one: {names}. Set the layer's right encoding (Layer Properties &gt; Source &gt; Data source encoding); for a shapefile given by path, write its name, such as windows-1251, into a file of the same name that ends in .cpg.</source>
        <translation>Los nombres de clase de {layer} no se pueden descodificar como {encoding}, y puede que varios distintos se hayan convertido en uno solo: {names}. Hay que fijar la codificación correcta de la capa (Propiedades de la capa &gt; Fuente &gt; Codificación de la fuente de datos); para un shapefile indicado por su ruta, hay que escribir el nombre de la codificación, como windows-1251, en un archivo con el mismo nombre que termine en .cpg.</translation>
    </message>
    <message>
        <source>Class names of {layer} cannot be decoded as {encoding}, the only encoding of such files, and different ones may have become one: {names}. Make the file anew from the one that it was made of, with that one's encoding set, or write the names anew.</source>
        <translation>Los nombres de clase de {layer} no se pueden descodificar como {encoding}, la única codificación de este tipo de archivos, y puede que varios distintos se hayan convertido en uno solo: {names}. Hay que volver a crear el archivo a partir del original, con la codificación de este bien fijada, o volver a escribir los nombres.</translation>
    </message>
    <message>
        <source>Class number {strange} does not fit 32 bits; give others with {CLASS_MAP}.</source>
        <translation>El número de clase {strange} no cabe en 32 bits; indique otros con {CLASS_MAP}.</translation>
    </message>
    <message>
        <source>Class of all mask polygons</source>
        <translation>Clase de todos los polígonos de máscara</translation>
    </message>
    <message>
        <source>Class of all objects</source>
        <translation>Clase de todos los objetos</translation>
    </message>
    <message>
        <source>Class of all other tiles</source>
        <translation>Clase de las demás teselas</translation>
    </message>
    <message>
        <source>Class of all polygons</source>
        <translation>Clase de todos los polígonos</translation>
    </message>
    <message>
        <source>Class of ground without polygons</source>
        <translation>Clase del terreno sin polígonos</translation>
    </message>
    <message>
        <source>Class raster</source>
        <translation>Ráster de clases</translation>
    </message>
    <message>
        <source>Class raster after</source>
        <translation>Ráster de clases posterior</translation>
    </message>
    <message>
        <source>Class raster before</source>
        <translation>Ráster de clases anterior</translation>
    </message>
    <message>
        <source>Class rasters</source>
        <translation>Ráster de clases</translation>
    </message>
    <message>
        <source>Class rasters to show above the images, the first above the first, as many as there are images.</source>
        <translation>Ráster de clases que se muestran sobre las imágenes, el primero sobre la primera, tantos como imágenes.</translation>
    </message>
    <message>
        <source>Class {name!r} has {objects} objects and {rows} rows; rows that are the same are written once.</source>
        <translation>La clase {name!r} tiene {objects} objetos y {rows} filas; las filas iguales se escriben una sola vez.</translation>
    </message>
    <message>
        <source>Class {name!r} is called background, as are the pixels of masks without a class; rename it, or leave its polygons out.</source>
        <translation>La clase {name!r} se llama fondo, como los píxeles de las máscaras sin clase; cámbiele el nombre o descarte sus polígonos.</translation>
    </message>
    <message>
        <source>Class {taken!r} has the number {background}, which {BACKGROUND} has too; choose another {BACKGROUND}, or other numbers with {CLASS_MAP}.</source>
        <translation>La clase {taken!r} tiene el número {background}, que también tiene {BACKGROUND}; elija otro valor en {BACKGROUND}, u otros números con {CLASS_MAP}.</translation>
    </message>
    <message>
        <source>Classes and their shares of the map</source>
        <translation>Clases y su parte del mapa</translation>
    </message>
    <message>
        <source>Classes are not compared, because the tiles have {count} different ones; name the right field with {LABEL_FIELD}.</source>
        <translation>Las clases no se comparan, porque las teselas tienen {count} distintas; indique el campo correcto con {LABEL_FIELD}.</translation>
    </message>
    <message>
        <source>Classes not measured, as JSON</source>
        <translation>Clases no medidas, como JSON</translation>
    </message>
    <message>
        <source>Classes of the mask</source>
        <translation>Clases de la máscara</translation>
    </message>
    <message>
        <source>Classes or measured values</source>
        <translation>Clases o valores medidos</translation>
    </message>
    <message>
        <source>Classes that are numbered first, in this order, for example forest,urban,water; the others follow as usual. Of tiles, objects and masks alike, but for masks of polygons whose numbers are given; values of a class raster are numbered anew, 1, 2, ..., where one of its classes stands here. Names are those of the dataset, after classes were renamed. Programs number the folders of IMAGEFOLDER by name, so that tiles of this layout keep that order.</source>
        <translation>Clases que se numeran primero, en este orden, por ejemplo bosque,ciudad,agua; las demás siguen como de costumbre. Vale igual para teselas, objetos y máscaras, salvo para máscaras de polígonos cuyos números están dados; los valores de un ráster de clases se numeran de nuevo, 1, 2, ..., si una de sus clases figura aquí. Los nombres son los del conjunto de datos, después de cambiar los nombres de las clases. Los programas numeran las carpetas de IMAGEFOLDER por nombre, de modo que las teselas de esta disposición conservan ese orden.</translation>
    </message>
    <message>
        <source>Classes to draw, separated by commas; the form of each polygon lists them:</source>
        <translation>Clases que dibujar, separadas por comas; el formulario de cada polígono las ofrece:</translation>
    </message>
    <message>
        <source>Classes weigh the same</source>
        <translation>Las clases pesan lo mismo</translation>
    </message>
    <message>
        <source>Classes with more tiles in the train split, or at all where there are no splits, are cut down to so many; the others are listed as rejected. Tiles for validation and tests stay, and none is ever copied. dataset.json tells weights that make up for what is left.</source>
        <translation>Las clases con más teselas en la división de entrenamiento (o en total, si no hay divisiones) se reducen a esa cantidad; las demás se anotan como rechazadas. Las teselas de validación y de prueba se quedan, y nunca se copia ninguna. dataset.json indica los pesos que compensan lo que queda.</translation>
    </message>
    <message>
        <source>Classes, as JSON</source>
        <translation>Clases, como JSON</translation>
    </message>
    <message>
        <source>Classifier</source>
        <translation>Clasificador</translation>
    </message>
    <message>
        <source>Classify</source>
        <translation>Clasificar</translation>
    </message>
    <message>
        <source>Classify Image…</source>
        <translation>Clasificar imagen…</translation>
    </message>
    <message>
        <source>Classify raster</source>
        <translation>Clasificar ráster</translation>
    </message>
    <message>
        <source>Classify the image first.</source>
        <translation>Clasifique primero la imagen.</translation>
    </message>
    <message>
        <source>Classify the visible part of the map, again after each edit of the training layer.</source>
        <translation>Clasifica lo que muestra el mapa, de nuevo tras cada edición de la capa de entrenamiento.</translation>
    </message>
    <message>
        <source>Classifying the map</source>
        <translation>Clasificando el mapa</translation>
    </message>
    <message>
        <source>Classifying…</source>
        <translation>Clasificando…</translation>
    </message>
    <message>
        <source>Clean classes</source>
        <translation>Limpiar clases</translation>
    </message>
    <message>
        <source>Cleaned classes</source>
        <translation>Clases limpias</translation>
    </message>
    <message>
        <source>Cleaned: {count} pixel ({percent:.2f} %) has another class than before.</source>
        <translation>Limpieza: {count} píxel ({percent:.2f} %) tiene otra clase que antes.</translation>
    </message>
    <message>
        <source>Cleaned: {count} pixels ({percent:.2f} %) have another class than before.</source>
        <translation>Limpieza: {count} píxeles ({percent:.2f} %) tienen otra clase que antes.</translation>
    </message>
    <message>
        <source>Clear tiles</source>
        <translation>Teselas despejadas</translation>
    </message>
    <message>
        <source>Clip the box to its image, or export the dataset again.</source>
        <translation>Recorte la caja a su imagen o exporte de nuevo el conjunto de datos.</translation>
    </message>
    <message>
        <source>Clip the outline to its image, or export the dataset again.</source>
        <translation>Recorte el contorno a su imagen o exporte de nuevo el conjunto de datos.</translation>
    </message>
    <message>
        <source>Close QGIS, open Terminal, run '/Applications/QGIS.app/Contents/MacOS/bin/python3 -m pip install {}', and start QGIS again.</source>
        <translation>Cerrar QGIS, abrir Terminal, ejecutar '/Applications/QGIS.app/Contents/MacOS/bin/python3 -m pip install {}' e iniciar QGIS de nuevo.</translation>
    </message>
    <message>
        <source>Close QGIS, open the OSGeo4W Shell from the Start menu, run 'python -m pip install {}', and start QGIS again.</source>
        <translation>Cerrar QGIS, abrir OSGeo4W Shell desde el menú Inicio, ejecutar 'python -m pip install {}' e iniciar QGIS de nuevo.</translation>
    </message>
    <message>
        <source>Cloud cover from</source>
        <translation>Nubosidad según</translation>
    </message>
    <message>
        <source>Cloud marks</source>
        <translation>Marcas de nubes</translation>
    </message>
    <message>
        <source>Cloud mask</source>
        <translation>Máscara de nubes</translation>
    </message>
    <message>
        <source>Cloud masks, one a raster</source>
        <translation>Máscaras de nubes, una por ráster</translation>
    </message>
    <message>
        <source>Cloud masks, one an image</source>
        <translation>Máscaras de nubes, una por imagen</translation>
    </message>
    <message>
        <source>Cloud project</source>
        <translation>Proyecto de Google Cloud</translation>
    </message>
    <message>
        <source>Cloudier images are left out, and those whose cloud cover is not told. Empty: all.</source>
        <translation>Se omiten las imágenes más nubosas y aquellas cuya nubosidad no consta. Vacío: todas.</translation>
    </message>
    <message>
        <source>Cloudier images are left out. Below 100, images whose cloud cover nothing tells are left out too.</source>
        <translation>Se descartan las imágenes más nubosas. Por debajo de 100 se descartan también las imágenes cuya nubosidad no consta en ninguna parte.</translation>
    </message>
    <message>
        <source>Cloudier images of Sentinel-2 take no part; empty: 60. Of the others, pixels that Cloud Score+ does not call clear take no part either.</source>
        <translation>Las imágenes de Sentinel-2 con más nubes no intervienen; vacío: 60. De las demás tampoco intervienen los píxeles que Cloud Score+ no da por despejados.</translation>
    </message>
    <message>
        <source>Clouds</source>
        <translation>Nubes</translation>
    </message>
    <message>
        <source>Cloudy bits</source>
        <translation>Bits nubosos</translation>
    </message>
    <message>
        <source>Cloudy tiles</source>
        <translation>Teselas nubosas</translation>
    </message>
    <message>
        <source>Cloudy values</source>
        <translation>Valores nubosos</translation>
    </message>
    <message>
        <source>Clusters, for KMEANS</source>
        <translation>Grupos, para KMEANS</translation>
    </message>
    <message>
        <source>Coarse proportions</source>
        <translation>Proporciones gruesas</translation>
    </message>
    <message>
        <source>Coarse tiles</source>
        <translation>Teselas gruesas</translation>
    </message>
    <message>
        <source>Coastal blue</source>
        <translation>Azul costero</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Colecciones</translation>
    </message>
    <message>
        <source>Colour, if another than the class's</source>
        <translation>Color, si es otro que el de la clase</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>Columns of {table} that are not used: {names}.</source>
        <translation>Columnas de {table} que no se usan: {names}.</translation>
    </message>
    <message>
        <source>Compare maps</source>
        <translation>Comparar mapas</translation>
    </message>
    <message>
        <source>Compares a class map with what is really there, and reports how accurate it is and how large its classes are, each with standard error and confidence interval. The reference is a layer of points (such as Points to assess a map draws) or polygons, or a raster. Areas are estimated from the reference, because counting a map's pixels repeats its errors. Points are weighted by the area of their stratum, as Olofsson et al. (2014) do where the strata are the map's classes, and Stehman (2014) where they are others. Areas of maps in degrees are measured on the ellipsoid.</source>
        <translation>Compara un mapa de clases con lo que hay en realidad e informa de su exactitud y de la extensión de sus clases, con error estándar e intervalo de confianza. La referencia es una capa de puntos (como los que sortea Puntos para evaluar un mapa) o de polígonos, o un ráster. Las áreas se estiman a partir de la referencia, porque contar los píxeles de un mapa repite sus errores. Los puntos se ponderan por el área de su estrato, como hacen Olofsson et al. (2014) cuando los estratos son las clases del mapa y Stehman (2014) cuando son otros. Las áreas de los mapas en grados se miden sobre el elipsoide.</translation>
    </message>
    <message>
        <source>Compares two class maps of one place, such as those of two years: how much of each class became which other one, what each class gained and lost, and a raster of the changes with colours and names. Classes are matched by name, and by code where a map has no names. A second map on another pixel grid is brought onto the first one's by nearest neighbours. Areas are in hectares, of maps in degrees measured on the ellipsoid. They count pixels, so that every error of either map looks like a change: the raster of changes can be assessed like any class map.</source>
        <translation>Compara dos mapas de clases de un mismo lugar, como los de dos años: cuánto de cada clase pasó a ser qué otra, qué ganó y perdió cada clase, y un ráster de los cambios con colores y nombres. Las clases se emparejan por nombre, y por código donde un mapa no tiene nombres. Un segundo mapa con otra cuadrícula de píxeles se lleva a la del primero por el vecino más próximo. Las superficies van en hectáreas; en mapas en grados se miden sobre el elipsoide. Cuentan píxeles, así que todo error de cualquiera de los mapas parece un cambio: el ráster de cambios se puede evaluar como cualquier mapa de clases.</translation>
    </message>
    <message>
        <source>Composite</source>
        <translation>Composición</translation>
    </message>
    <message>
        <source>Composite of many dates</source>
        <translation>Composición de muchas fechas</translation>
    </message>
    <message>
        <source>Compress</source>
        <translation>Comprimir</translation>
    </message>
    <message>
        <source>Compress GeoTIFFs without loss. Without it files are larger, and faster to write and read. Masks are always compressed.</source>
        <translation>Comprime los GeoTIFF sin pérdida. Sin compresión, los archivos son más grandes y se escriben y leen más rápido. Las máscaras se comprimen siempre.</translation>
    </message>
    <message>
        <source>Compress without loss: smaller files, which take longer to write and read.</source>
        <translation>Comprime sin pérdida: archivos más pequeños, que tardan más en escribirse y leerse.</translation>
    </message>
    <message>
        <source>Confidence (%)</source>
        <translation>Confianza (%)</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Conflictos</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>Hoja de contactos</translation>
    </message>
    <message>
        <source>Coordinates of the pixels</source>
        <translation>Coordenadas de los píxeles</translation>
    </message>
    <message>
        <source>Copernicus Data Space</source>
        <translation>Copernicus Data Space</translation>
    </message>
    <message>
        <source>Corner of a tile</source>
        <translation>Esquina de una tesela</translation>
    </message>
    <message>
        <source>Corrections by hand</source>
        <translation>Correcciones a mano</translation>
    </message>
    <message>
        <source>Counter-clockwise from east: 0 are bands from west to east, 90 from south to north.</source>
        <translation>En sentido antihorario desde el este: con 0 las bandas van de oeste a este; con 90, de sur a norte.</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Cobertura</translation>
    </message>
    <message>
        <source>Create random tiles</source>
        <translation>Crear teselas aleatorias</translation>
    </message>
    <message>
        <source>Create tile grid</source>
        <translation>Crear cuadrícula de teselas</translation>
    </message>
    <message>
        <source>Croissant</source>
        <translation>Croissant</translation>
    </message>
    <message>
        <source>Cut tiles at the area of interest</source>
        <translation>Recortar las teselas por el área de interés</translation>
    </message>
    <message>
        <source>Cuts a raster into the tiles of a layer and writes a dataset: images in one folder per class, tiles.csv, tiles.gpkg, dataset.json and a README. Scaling is fitted once for all tiles. Tiles without a class are skipped and listed.</source>
        <translation>Corta un ráster en las teselas de una capa y escribe un conjunto de datos: imágenes en una carpeta por clase, tiles.csv, tiles.gpkg, dataset.json y un README. El escalado se ajusta una vez para todas las teselas. Las teselas sin clase se omiten y se listan.</translation>
    </message>
    <message>
        <source>Cuts an area of interest into rectangles of random size: its longer side is halved, more or less, until no side is longer than asked. Together the tiles are the area, without gap or overlap. They lie in the UTM zone of the area. The same seed gives the same tiles everywhere. Write {grid_id} in a file name to have it replaced by digits that stand for the area and all settings, so that two grids never share a file.</source>
        <translation>Corta un área de interés en rectángulos de tamaño aleatorio: su lado más largo se parte más o menos por la mitad hasta que ningún lado supera lo pedido. Juntas, las teselas son el área, sin huecos ni superposición. Están en la zona UTM del área. La misma semilla da las mismas teselas en todas partes. Si se escribe {grid_id} en un nombre de archivo, se sustituye por cifras que representan el área y todos los ajustes, de modo que dos cuadrículas nunca compartan un archivo.</translation>
    </message>
    <message>
        <source>Cuts images of many dates into windows and writes a dataset of time series: a sample a tile of a layer, or one a parcel with the parcel in its middle. A sample holds the pixels of all dates, the dates with their shares of valid and cloudy pixels, and labels, parcel numbers and conflicts when there are label polygons. Images of several grids are laid over each other.</source>
        <translation>Corta imágenes de muchas fechas en ventanas y escribe un conjunto de datos de series temporales: una muestra por tesela de una capa, o una por parcela con la parcela en el centro. Una muestra contiene los píxeles de todas las fechas, las fechas con sus proporciones de píxeles válidos y nubosos y, si hay polígonos de etiquetas, las etiquetas, los números de parcela y los conflictos. Las imágenes de varias cuadrículas se superponen.</translation>
    </message>
    <message>
        <source>DROP leaves out tiles that the edge cuts, KEEP keeps them smaller, SHIFT moves the last row and column inward so that whole tiles cover everything. Values: DROP, KEEP, SHIFT.</source>
        <translation>DROP descarta las teselas que corta el borde, KEEP las conserva más pequeñas y SHIFT mueve hacia dentro la última fila y la última columna para que teselas enteras lo cubran todo. Valores: DROP, KEEP, SHIFT.</translation>
    </message>
    <message>
        <source>DROP leaves them out. IGNORE writes them marked as not to be counted, where the layout can. Values: DROP, IGNORE.</source>
        <translation>DROP los descarta. IGNORE los escribe marcados para que no cuenten, donde la organización lo permite. Valores: DROP, IGNORE.</translation>
    </message>
    <message>
        <source>Dask scheduler</source>
        <translation>Planificador de Dask</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Conjunto de datos</translation>
    </message>
    <message>
        <source>Dataset folder</source>
        <translation>Carpeta del conjunto de datos</translation>
    </message>
    <message>
        <source>Datasets</source>
        <translation>Conjuntos de datos</translation>
    </message>
    <message>
        <source>Datasets share some tile_id, so that all of {name} begin with {prefix}.</source>
        <translation>Hay tile_id comunes a varios conjuntos de datos, así que todos los de {name} empiezan por {prefix}.</translation>
    </message>
    <message>
        <source>Date of the image</source>
        <translation>Fecha de la imagen</translation>
    </message>
    <message>
        <source>Date of the raster</source>
        <translation>Fecha del ráster</translation>
    </message>
    <message>
        <source>Date pattern</source>
        <translation>Patrón de fecha</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>Fechas</translation>
    </message>
    <message>
        <source>Dates with a larger share of cloudy pixels in a window are not usable there.</source>
        <translation>Las fechas con una proporción mayor de píxeles nubosos en una ventana no se pueden usar en ella.</translation>
    </message>
    <message>
        <source>Dates with fewer valid pixels in a window are not usable there, nor are empty ones.</source>
        <translation>Las fechas con menos píxeles válidos en una ventana no se pueden usar en ella; tampoco las vacías.</translation>
    </message>
    <message>
        <source>Digits that stand for this grid</source>
        <translation>Cifras que representan esta cuadrícula</translation>
    </message>
    <message>
        <source>Direction of the bands (degrees), for BANDS</source>
        <translation>Dirección de las bandas (grados), para BANDS</translation>
    </message>
    <message>
        <source>Distance around cloud marks (m)</source>
        <translation>Distancia alrededor de las marcas de nubes (m)</translation>
    </message>
    <message>
        <source>Distance that splits must keep (m)</source>
        <translation>Distancia que deben guardar las divisiones (m)</translation>
    </message>
    <message>
        <source>Distances are not measured, because the tiles have no coordinate system.</source>
        <translation>Las distancias no se miden, porque las teselas no tienen sistema de coordenadas.</translation>
    </message>
    <message>
        <source>Distances in metres need tiles with a coordinate system, and the tile layer has none; assign one (right-click the layer, Layer CRS).</source>
        <translation>Las distancias en metros necesitan teselas con un sistema de coordenadas, y la capa de teselas no lo tiene; asígnele uno (clic derecho en la capa, SRC de la capa).</translation>
    </message>
    <message>
        <source>Distances to the edge</source>
        <translation>Distancias al borde</translation>
    </message>
    <message>
        <source>Do not rely on these doubts: models trained on other places gave {right} of {total} tiles their class, and guessing by the shares of the classes gives about {guessed:.0f}. The images do not tell these classes apart, or there are too few tiles.</source>
        <translation>No se fíe de estas dudas: los modelos entrenados con otros lugares dieron su clase a {right} de {total} teselas, y al azar, según la proporción de cada clase, se aciertan unas {guessed:.0f}. Las imágenes no distinguen estas clases, o hay muy pocas teselas.</translation>
    </message>
    <message>
        <source>Do not rely on these doubts: {count} class has fewer tiles than there are folds ({folds}): {names}. Label more tiles of it, or set fewer {FOLDS}.</source>
        <translation>No se fíe de estas dudas: {count} clase tiene menos teselas que divisiones hay ({folds}): {names}. Etiquete más teselas de ella o elija un valor menor de {FOLDS}.</translation>
    </message>
    <message>
        <source>Do not rely on these doubts: {count} classes have fewer tiles than there are folds ({folds}): {names}. Label more tiles of them, or set fewer {FOLDS}.</source>
        <translation>No se fíe de estas dudas: {count} clases tienen menos teselas que divisiones hay ({folds}): {names}. Etiquete más teselas de ellas o elija un valor menor de {FOLDS}.</translation>
    </message>
    <message>
        <source>Doubtful labels</source>
        <translation>Etiquetas dudosas</translation>
    </message>
    <message>
        <source>Doubtful labels of {name}</source>
        <translation>Etiquetas dudosas de {name}</translation>
    </message>
    <message>
        <source>Download products</source>
        <translation>Descargar productos</translation>
    </message>
    <message>
        <source>Downloads at once</source>
        <translation>Descargas a la vez</translation>
    </message>
    <message>
        <source>Downloads whole Sentinel-2 products as zip files from the Copernicus Data Space, up to four at once: those that are selected in a table of Search Catalogue or Select Products, or those that are listed by name. Each is compared with its checksum before it gets its name. What breaks off goes on where it was, in this run or in a later one: run again with the same folder, and what is there is not asked for again. Products that fail are named, with the reason, and the others come all the same. Needs an account, which is free. The table of products serves as a table of scenes; Load Sentinel-2 Product takes the files as they are.</source>
        <translation>Descarga productos enteros de Sentinel-2 como archivos zip del Copernicus Data Space, hasta cuatro a la vez: los seleccionados en una tabla de Buscar en catálogo o Seleccionar productos, o los que se enumeran por su nombre. Cada uno se compara con su suma de comprobación antes de recibir su nombre. Lo que se interrumpe sigue donde estaba, en esta ejecución o en una posterior: ejecute de nuevo con la misma carpeta, y lo que ya está no se vuelve a pedir. Los productos que fallan se nombran, con el motivo, y los demás llegan de todos modos. Necesita una cuenta, que es gratuita. La tabla de productos sirve de tabla de escenas; Cargar producto Sentinel-2 toma los archivos tal cual.</translation>
    </message>
    <message>
        <source>Draw Points…</source>
        <translation>Sortear puntos…</translation>
    </message>
    <message>
        <source>Draw points on the map that was made last, and say what is there: that gives its accuracy and areas.</source>
        <translation>Ponga puntos en el último mapa hecho y diga qué hay allí: así se obtienen su exactitud y sus áreas.</translation>
    </message>
    <message>
        <source>Draw polygons of two classes or more in {layer}, and name the class of each in the field {field}.</source>
        <translation>Dibuje polígonos de dos clases o más en {layer}, e indique la clase de cada uno en el campo {field}.</translation>
    </message>
    <message>
        <source>Draws random points in each class of a map, at which you then say what is really there. Within a class every place has the same chance. The layer comes with a form that lists the classes and hides the map's class from whoever interprets the points; once it is filled in, Assess map takes it. Points stand in the centres of pixels, and never in pixels that training polygons touch. The same seed gives the same points.</source>
        <translation>Sortea puntos al azar en cada clase de un mapa, en los que después se indica lo que hay en realidad. Dentro de una clase todos los lugares tienen la misma probabilidad. La capa trae un formulario que enumera las clases y oculta la clase del mapa a quien interpreta los puntos; una vez rellenada, la toma Evaluar mapa. Los puntos están en el centro de los píxeles, y nunca en píxeles que toquen los polígonos de entrenamiento. La misma semilla da los mismos puntos.</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>Simulación</translation>
    </message>
    <message>
        <source>Dry run: count, write nothing</source>
        <translation>Simulación: contar sin escribir nada</translation>
    </message>
    <message>
        <source>Dry run: {count} tile in {requests} requests, {size} before compression. Nothing was written.</source>
        <translation>Prueba: {count} tesela en {requests} peticiones, {size} antes de comprimir. No se escribió nada.</translation>
    </message>
    <message>
        <source>Dry run: {count} tile, about {size} of images. Nothing was written.</source>
        <translation>Simulación: {count} tesela, unos {size} de imágenes. No se ha escrito nada.</translation>
    </message>
    <message>
        <source>Dry run: {count} tiles in {requests} requests, {size} before compression. Nothing was written.</source>
        <translation>Prueba: {count} teselas en {requests} peticiones, {size} antes de comprimir. No se escribió nada.</translation>
    </message>
    <message>
        <source>Dry run: {count} tiles, about {size} of images. Nothing was written.</source>
        <translation>Simulación: {count} teselas, unos {size} de imágenes. No se ha escrito nada.</translation>
    </message>
    <message>
        <source>Each class gets at least this many, or all of its pixels if it has fewer. Ignored by EQUAL. Olofsson et al. (2014) advise 50 to 100.</source>
        <translation>Cada clase recibe al menos esta cantidad, o todos sus píxeles si tiene menos. EQUAL no lo usa. Olofsson et al. (2014) aconsejan de 50 a 100.</translation>
    </message>
    <message>
        <source>Each pixel takes the commonest class of the square around it, such as 3 by 3 pixels; it keeps its own where none is commoner. An odd number; 1 leaves all as it is.</source>
        <translation>Cada píxel toma la clase más frecuente del cuadrado que lo rodea, por ejemplo de 3 por 3 píxeles; conserva la suya donde ninguna es más frecuente. Un número impar; 1 lo deja todo como está.</translation>
    </message>
    <message>
        <source>Earth Engine</source>
        <translation>Earth Engine</translation>
    </message>
    <message>
        <source>Earth Engine allows a project 40 at once.</source>
        <translation>Earth Engine permite 40 a la vez por proyecto.</translation>
    </message>
    <message>
        <source>Earth Engine cannot compute this: {said}.</source>
        <translation>Earth Engine no puede calcular esto: {said}.</translation>
    </message>
    <message>
        <source>Earth Engine computed the images in {folder}, so they cannot be updated here.</source>
        <translation>Earth Engine calculó las imágenes de {folder}, así que aquí no se pueden actualizar.</translation>
    </message>
    <message>
        <source>Earth Engine computed the images in {folder}; make them again with Earth Engine Tiles and the parameters that dataset.json tells.</source>
        <translation>Las imágenes de {folder} las calculó Earth Engine; vuelva a hacerlas con Teselas de Earth Engine y los parámetros que indica dataset.json.</translation>
    </message>
    <message>
        <source>Earth Engine does not accept the sign-in ({said}). Sign in again with Raster &gt; Tilewright &gt; Sign In to Earth Engine, or name a service account's key in {CREDENTIALS}.</source>
        <translation>Earth Engine no acepta la sesión ({said}). Iníciela de nuevo con Ráster &gt; Tilewright &gt; Iniciar sesión en Earth Engine, o indique en {CREDENTIALS} la clave de una cuenta de servicio.</translation>
    </message>
    <message>
        <source>Earth Engine does not allow this to the Cloud project {project}: {said}. Check the name of the asset, and {PROJECT}.</source>
        <translation>Earth Engine no permite esto al proyecto de Google Cloud {project}: {said}. Revise el nombre del recurso y {PROJECT}.</translation>
    </message>
    <message>
        <source>Earth Engine does not answer</source>
        <translation>Earth Engine no responde</translation>
    </message>
    <message>
        <source>Earth Engine does not know what is asked for: {said}. Check the name of the asset.</source>
        <translation>Earth Engine no conoce lo que se pide: {said}. Revise el nombre del recurso.</translation>
    </message>
    <message>
        <source>Earth Engine has answered with other pixels than asked for</source>
        <translation>Earth Engine ha respondido con otros píxeles que los pedidos</translation>
    </message>
    <message>
        <source>Earth Engine is connected already, as the project {project}; that is used.</source>
        <translation>Earth Engine ya está conectado, con el proyecto {project}; se usa esa conexión.</translation>
    </message>
    <message>
        <source>Earth Engine needs the Python package earthengine-api, which is missing ({error}). Install it with `python3 -m pip install --user earthengine-api` for QGIS's Python, and start QGIS again.</source>
        <translation>Earth Engine necesita el paquete de Python earthengine-api, que falta ({error}). Instálelo con `python3 -m pip install --user earthengine-api` para el Python de QGIS y reinicie QGIS.</translation>
    </message>
    <message>
        <source>Earth Engine needs the name of a Cloud project; give {PROJECT}, or choose one with Raster &gt; Tilewright &gt; Sign In to Earth Engine.</source>
        <translation>Earth Engine necesita el nombre de un proyecto de Google Cloud; indique {PROJECT}, o elija uno con Ráster &gt; Tilewright &gt; Iniciar sesión en Earth Engine.</translation>
    </message>
    <message>
        <source>Earth Engine tiles</source>
        <translation>Teselas de Earth Engine</translation>
    </message>
    <message>
        <source>Earth Engine: {error}</source>
        <translation>Earth Engine: {error}</translation>
    </message>
    <message>
        <source>Earth Engine: {said}</source>
        <translation>Earth Engine: {said}</translation>
    </message>
    <message>
        <source>Earth Search</source>
        <translation>Earth Search</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Punto de acceso</translation>
    </message>
    <message>
        <source>Estimated size (bytes)</source>
        <translation>Tamaño estimado (bytes)</translation>
    </message>
    <message>
        <source>Every file is the same</source>
        <translation>Todos los archivos son iguales</translation>
    </message>
    <message>
        <source>Expected accuracy (%)</source>
        <translation>Exactitud esperada (%)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportación</translation>
    </message>
    <message>
        <source>Export the dataset again.</source>
        <translation>Exporte de nuevo el conjunto de datos.</translation>
    </message>
    <message>
        <source>Export tiles</source>
        <translation>Exportar teselas</translation>
    </message>
    <message>
        <source>Export time series</source>
        <translation>Exportar series temporales</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>Expresión</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>Extensión</translation>
    </message>
    <message>
        <source>Extra nodata value</source>
        <translation>Valor sin datos extra</translation>
    </message>
    <message>
        <source>Factor and offset that turn stored numbers into reflectances, for indices such as EVI: 0.0001,-0.1.</source>
        <translation>Lo que convierte los números en reflectancias, para índices como EVI: 0.0001,-0.1.</translation>
    </message>
    <message>
        <source>Fail when anything is wrong</source>
        <translation>Fallar si algo está mal</translation>
    </message>
    <message>
        <source>Fail when anything leaks</source>
        <translation>Fallar si hay alguna fuga</translation>
    </message>
    <message>
        <source>Feature {number} of the tile layer has no outline; delete it or repair it.</source>
        <translation>El objeto {number} de la capa de teselas no tiene contorno; hay que eliminarlo o repararlo.</translation>
    </message>
    <message>
        <source>Feature {number} of {LABEL_EDITS} {layer} has no place: a corner is not a number, or it has too few of them. Delete it, or draw it anew.</source>
        <translation>El objeto {number} de {LABEL_EDITS} {layer} no tiene lugar: un vértice no es un número, o tiene demasiado pocos. Elimínelo o dibújelo de nuevo.</translation>
    </message>
    <message>
        <source>Features with a tile each</source>
        <translation>Entidades con una tesela cada una</translation>
    </message>
    <message>
        <source>Field that identifies the objects</source>
        <translation>Campo que identifica los objetos</translation>
    </message>
    <message>
        <source>Field with a number of each tile</source>
        <translation>Campo con un número de cada tesela</translation>
    </message>
    <message>
        <source>Field with several classes of each tile</source>
        <translation>Campo con varias clases de cada tesela</translation>
    </message>
    <message>
        <source>Field with the class</source>
        <translation>Campo con la clase</translation>
    </message>
    <message>
        <source>Field with the class of the mask</source>
        <translation>Campo con la clase de la máscara</translation>
    </message>
    <message>
        <source>Field with the class of the objects</source>
        <translation>Campo con la clase de los objetos</translation>
    </message>
    <message>
        <source>Field with the class or measurement</source>
        <translation>Campo con la clase o la medida</translation>
    </message>
    <message>
        <source>Field with the colour</source>
        <translation>Campo con el color</translation>
    </message>
    <message>
        <source>Field with the group</source>
        <translation>Campo con el grupo</translation>
    </message>
    <message>
        <source>Field with the parcel's class</source>
        <translation>Campo con la clase de la parcela</translation>
    </message>
    <message>
        <source>Field with the parcel's identifier</source>
        <translation>Campo con el identificador de la parcela</translation>
    </message>
    <message>
        <source>Field with the parcel's name</source>
        <translation>Campo con el nombre de la parcela</translation>
    </message>
    <message>
        <source>Field with the parcel's split</source>
        <translation>Campo con la división de la parcela</translation>
    </message>
    <message>
        <source>Field with the split</source>
        <translation>Campo con la división</translation>
    </message>
    <message>
        <source>Field with the year</source>
        <translation>Campo con el año</translation>
    </message>
    <message>
        <source>Field with their id</source>
        <translation>Campo con su id</translation>
    </message>
    <message>
        <source>File names</source>
        <translation>Nombres de archivo</translation>
    </message>
    <message>
        <source>Files and records</source>
        <translation>Archivos y registros</translation>
    </message>
    <message>
        <source>Files packed</source>
        <translation>Archivos empaquetados</translation>
    </message>
    <message>
        <source>Finds labels that are probably wrong, the worst first. Quick classifiers are trained on the tiles of other places, in folds of blocks as Split Tiles cuts them, and say what each tile looks like; confident learning (Northcutt, Jiang and Chuang 2021) compares that with its class. Each tile gets a doubt from 0, its class is sure, to 1, another one is; the likely class; a rank; and a tile that looks the same and has another class. A warning tells where models do no better than guessing, or classes have too few tiles: doubts are not reliable there. Nothing in the dataset is changed. Needs the Python package scikit-learn.</source>
        <translation>Encuentra etiquetas probablemente erróneas, las peores primero. Se entrenan clasificadores rápidos con las teselas de otros lugares, en divisiones de bloques como los que corta Dividir teselas, y dicen qué parece cada tesela; el aprendizaje con confianza (Northcutt, Jiang y Chuang 2021) lo compara con su clase. Cada tesela recibe una duda de 0, su clase es segura, a 1, lo es otra; la clase probable; un puesto; y una tesela que se ve igual y tiene otra clase. Un aviso indica si los modelos no aciertan más que el azar o si hay clases con muy pocas teselas: entonces las dudas no son fiables. No se cambia nada en el conjunto de datos. Necesita el paquete de Python scikit-learn.</translation>
    </message>
    <message>
        <source>Finish an export of the same inputs and parameters into the same folder.</source>
        <translation>Termina una exportación con las mismas entradas y parámetros en la misma carpeta.</translation>
    </message>
    <message>
        <source>First date</source>
        <translation>Primera fecha</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Primer día</translation>
    </message>
    <message>
        <source>Fit the scaling again</source>
        <translation>Ajustar de nuevo el escalado</translation>
    </message>
    <message>
        <source>Folder for probabilities of several rasters</source>
        <translation>Carpeta para las probabilidades de varios rásteres</translation>
    </message>
    <message>
        <source>Folder for several rasters</source>
        <translation>Carpeta para varios ráster</translation>
    </message>
    <message>
        <source>Folder of Sentinel-2 products or rasters</source>
        <translation>Carpeta de productos Sentinel-2 o ráster</translation>
    </message>
    <message>
        <source>Folder of class rasters</source>
        <translation>Carpeta de ráster de clases</translation>
    </message>
    <message>
        <source>Folder of cloud masks</source>
        <translation>Carpeta de máscaras de nubes</translation>
    </message>
    <message>
        <source>Folder of images</source>
        <translation>Carpeta de imágenes</translation>
    </message>
    <message>
        <source>Folder of products</source>
        <translation>Carpeta de productos</translation>
    </message>
    <message>
        <source>Folder of rasters</source>
        <translation>Carpeta de ráster</translation>
    </message>
    <message>
        <source>Folder of rasters or Sentinel-2 products</source>
        <translation>Carpeta de ráster o productos Sentinel-2</translation>
    </message>
    <message>
        <source>Folder of the new dataset</source>
        <translation>Carpeta del nuevo conjunto de datos</translation>
    </message>
    <message>
        <source>Folder of the package</source>
        <translation>Carpeta del paquete</translation>
    </message>
    <message>
        <source>Folder with moved inputs</source>
        <translation>Carpeta con entradas trasladadas</translation>
    </message>
    <message>
        <source>Folders of datasets, or the dataset.json in each, the first of which decides how classes are numbered. Nothing in them is changed. They may have several coordinate systems: tiles.csv and tiles.gpkg are then in EPSG:4326.</source>
        <translation>Carpetas de conjuntos de datos, o el dataset.json de cada una; la primera decide cómo se numeran las clases. No se cambia nada en ellas. Pueden tener varios sistemas de coordenadas: entonces tiles.csv y tiles.gpkg están en EPSG:4326.</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>Divisiones</translation>
    </message>
    <message>
        <source>Footprints</source>
        <translation>Huellas</translation>
    </message>
    <message>
        <source>For change detection with SCENES of several dates: each tile gets a second image of the same ground from a later scene, as from RASTER2, scaled like the first, and the fields scene2 and date2 name it. CONSECUTIVE pairs each date with the next one that shows the whole tile (and is valid and clear there as MIN_VALID and the scene's own cloud mask ask), FIRST_LAST the first with the last. Tiles that no later date shows are left out. Labels are those of the earlier scene; tiles that name a scene2 already keep it. Values: NONE, CONSECUTIVE, FIRST_LAST.</source>
        <translation>Para detectar cambios con SCENES de varias fechas: cada tesela recibe una segunda imagen del mismo terreno de una escena posterior, como la de RASTER2, escalada igual que la primera, y los campos scene2 y date2 dicen cuál es. CONSECUTIVE empareja cada fecha con la siguiente que muestra la tesela entera (y allí es válida y está despejada como piden MIN_VALID y la máscara de nubes de la propia escena); FIRST_LAST, la primera con la última. Las teselas que ninguna fecha posterior muestra se descartan. Las etiquetas son las de la primera escena; las teselas que ya nombran una scene2 la conservan. Valores: NONE, CONSECUTIVE, FIRST_LAST.</translation>
    </message>
    <message>
        <source>For change detection: another date, of which each tile gets a second image, with the same bands and scaling. Where its pixels are others, they are put on those of the first.</source>
        <translation>Para detectar cambios: otra fecha, de la que cada tesela recibe una segunda imagen, con las mismas bandas y el mismo escalado. Si sus píxeles son otros, se llevan a los de la primera.</translation>
    </message>
    <message>
        <source>For dry runs: only the tiles in these rows and columns, such as r0-9c20-39, one part a raster with commas. So a grid of millions is looked at where the map shows it.</source>
        <translation>Para simulaciones: solo las teselas de estas filas y columnas, como r0-9c20-39, una parte por ráster separada por comas. Así se mira una cuadrícula de millones donde el mapa la muestra.</translation>
    </message>
    <message>
        <source>For images on other grids. AUTO averages finer pixels and is bilinear between coarser or shifted ones. Masks are always NEAREST. Values: AUTO, NEAREST, BILINEAR, CUBIC, AVERAGE.</source>
        <translation>Para imágenes en otras cuadrículas. AUTO promedia los píxeles más finos y es bilineal entre los más gruesos o desplazados. Las máscaras son siempre NEAREST. Valores: AUTO, NEAREST, BILINEAR, CUBIC, AVERAGE.</translation>
    </message>
    <message>
        <source>For images on other pixel grids than that of the finest. AUTO averages finer pixels and is bilinear between coarser or shifted ones. Codes are always NEAREST. Values: AUTO, NEAREST, BILINEAR, CUBIC, AVERAGE.</source>
        <translation>Para imágenes en cuadrículas de píxeles distintas de la más fina. AUTO promedia los píxeles más finos y es bilineal entre los más gruesos o desplazados. Los códigos son siempre NEAREST. Valores: AUTO, NEAREST, BILINEAR, CUBIC, AVERAGE.</translation>
    </message>
    <message>
        <source>For indices: the factor that makes reflectances from 0 to 1 of stored numbers, and what is added then: 0.0001,-0.1 for Sentinel-2 since processing baseline 04.00, 0.0001 before, 0.0000275,-0.2 for Landsat Collection 2. Empty: the raster's own scale and offset, and without these the numbers as they are: decimals are taken for reflectances, and whole numbers do for indices that are mere ratios.</source>
        <translation>Para índices: el factor que convierte los números guardados en reflectancias de 0 a 1, y lo que se suma después: 0.0001,-0.1 para Sentinel-2 desde la línea base de procesamiento 04.00, 0.0001 antes, 0.0000275,-0.2 para Landsat Collection 2. Vacío: la escala y el desplazamiento del propio ráster, y sin estos los números tal como están: los decimales se toman por reflectancias, y los números enteros bastan para los índices que son meros cocientes.</translation>
    </message>
    <message>
        <source>For indices: the numbers of bands and what they mean, such as 1=blue,2=green,3=red,4=nir. Empty: what names, wavelengths and numbers of Sentinel-2 and Landsat tell. Meanings: coastal, blue, green, red, rededge1, rededge2, rededge3, nir, swir1, swir2.</source>
        <translation>Para índices: los números de las bandas y lo que significan, como 1=blue,2=green,3=red,4=nir. Vacío: lo que dicen los nombres, las longitudes de onda y los números de Sentinel-2 y Landsat. Significados: coastal, blue, green, red, rededge1, rededge2, rededge3, nir, swir1, swir2.</translation>
    </message>
    <message>
        <source>For layers of map services (WMS, WMTS, XYZ, WCS, ArcGIS): how many requests are made at once. Empty: 2. Ask for more only where the service allows it.</source>
        <translation>Para capas de servicios de mapas (WMS, WMTS, XYZ, WCS, ArcGIS): cuántas peticiones se hacen a la vez. Vacío: 2. Pida más solo donde el servicio lo permita.</translation>
    </message>
    <message>
        <source>For rasters on other grids. AUTO averages finer pixels, is bilinear between coarser or shifted ones, and nearest for rasters with a colour table. Values: AUTO, NEAREST, BILINEAR, CUBIC, AVERAGE.</source>
        <translation>Para ráster en otras cuadrículas. AUTO promedia los píxeles más finos, es bilineal entre los más gruesos o desplazados, y toma el más próximo en los ráster con tabla de colores. Valores: AUTO, NEAREST, BILINEAR, CUBIC, AVERAGE.</translation>
    </message>
    <message>
        <source>For regression of pixels, such as heights: each tile gets a GeoTIFF of 32-bit decimals in targets/, NaN where there is no value.</source>
        <translation>Para la regresión de píxeles, como alturas: cada tesela recibe un GeoTIFF de decimales de 32 bits en targets/, NaN donde no hay valor.</translation>
    </message>
    <message>
        <source>For regression: the field of the tile layer with what is to be predicted. It goes to tiles.csv and labels.csv, and where the layout has the class if there is none. Tiles without a number are skipped.</source>
        <translation>Para regresión: el campo de la capa de teselas con lo que se quiere predecir. Va a tiles.csv y labels.csv, y al lugar de la clase en la disposición si no hay ninguna. Las teselas sin número se omiten.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>From 1 (small files) to 100.</source>
        <translation>De 1 (archivos pequeños) a 100.</translation>
    </message>
    <message>
        <source>GDAL cannot write a GeoTIFF: {error}</source>
        <translation>GDAL no puede escribir un GeoTIFF: {error}</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <source>GeoTIFF</source>
        <translation>GeoTIFF</translation>
    </message>
    <message>
        <source>Give classes the numbers of dataset.json, or export the dataset again.</source>
        <translation>Dé a las clases los números de dataset.json o exporte de nuevo el conjunto de datos.</translation>
    </message>
    <message>
        <source>Give either a tile layer ({INPUT}) or a dataset folder ({DATASET}).</source>
        <translation>Hay que indicar una capa de teselas ({INPUT}) o una carpeta de conjunto de datos ({DATASET}), una de las dos.</translation>
    </message>
    <message>
        <source>Give either images or a {DATASET}; both or none are given.</source>
        <translation>Hay que indicar imágenes o un {DATASET}; se han indicado ambos o ninguno.</translation>
    </message>
    <message>
        <source>Give either {SAMPLES} or {RASTER}; both or none of them are given.</source>
        <translation>Hay que indicar {SAMPLES} o {RASTER}, uno de los dos; se han indicado ambos o ninguno.</translation>
    </message>
    <message>
        <source>Give either {TILES} (a sample a tile) or {PARCELS} (a sample a parcel).</source>
        <translation>Hay que indicar {TILES} (una muestra por tesela) o {PARCELS} (una muestra por parcela), uno de los dos.</translation>
    </message>
    <message>
        <source>Give {COUNT}, the number of points, or {TARGET_ERROR}.</source>
        <translation>Indique {COUNT}, el número de puntos, o {TARGET_ERROR}.</translation>
    </message>
    <message>
        <source>Give {LABELS} or {LABEL_RASTER}, which tell the classes of pixels.</source>
        <translation>Indique {LABELS} o {LABEL_RASTER}, que dicen las clases de los píxeles.</translation>
    </message>
    <message>
        <source>Give {OUTPUT_FOLDER}, the folder for the class rasters of all images.</source>
        <translation>Indique {OUTPUT_FOLDER}, la carpeta para los ráster de clases de todas las imágenes.</translation>
    </message>
    <message>
        <source>Give {OUTPUT}, or {OUTPUT_FOLDER} for several images.</source>
        <translation>Indique {OUTPUT}, o {OUTPUT_FOLDER} para varias imágenes.</translation>
    </message>
    <message>
        <source>Give {OUTPUT}, the class raster to write.</source>
        <translation>Indique {OUTPUT}, el ráster de clases que se va a escribir.</translation>
    </message>
    <message>
        <source>Gives each pixel of a raster the class that a model finds, as a compressed GeoTIFF with the colours and names of the classes, and a QGIS style (.qml) beside it. 0 is nodata: pixels with nodata in any band. The raster must have the model's bands. Specks can be taken out at once. Works block by block on all cores, and needs no scikit-learn. Takes one raster, or many: a list, a folder, or folders in a folder.</source>
        <translation>Da a cada píxel de un ráster la clase que encuentra un modelo, como GeoTIFF comprimido con los colores y nombres de las clases, y un estilo de QGIS (.qml) al lado. 0 es sin datos: píxeles sin datos en alguna banda. El ráster debe tener las bandas del modelo. Se pueden quitar las motas a la vez. Trabaja bloque a bloque en todos los núcleos y no necesita scikit-learn. Toma un ráster o muchos: una lista, una carpeta o carpetas en una carpeta.</translation>
    </message>
    <message>
        <source>Gives each tile the class of the polygons, or of the class raster, on it. The fields label and label_pct hold the class and the share of the tile it covers, second_label and second_pct the runner-up, which tells how ambiguous a tile is. Overlapping polygons of one class count once.</source>
        <translation>Da a cada tesela la clase de los polígonos, o del ráster de clases, que hay en ella. Los campos label y label_pct contienen la clase y la proporción de la tesela que cubre; second_label y second_pct, la segunda clase, que indica lo ambigua que es la tesela. Los polígonos superpuestos de una misma clase cuentan una vez.</translation>
    </message>
    <message>
        <source>Gives each tile the id of the coarse tile, such as a commune or a block, that overlaps it most. Equal overlaps go to the first id. A split can then keep the tiles of one coarse tile together. The id goes to the field coarse_id, the overlap to coarse_pct; both are NULL where no coarse tile is.</source>
        <translation>Da a cada tesela el id de la tesela gruesa, como un municipio o un bloque, que más se superpone con ella. Si hay empate, gana el primer id. Así una división puede mantener juntas las teselas de una misma tesela gruesa. El id se guarda en el campo coarse_id y la superposición en coarse_pct; ambos son NULL donde no hay tesela gruesa.</translation>
    </message>
    <message>
        <source>Gives each tile the label proportions of the coarse tile that overlaps it most, or the mean of all that overlap it, for learning from coarse labels. Run Label Proportions on the coarse tiles first. Its fields p_, proportions and known_pct come to the tiles as coarse_p_, coarse_proportions and coarse_known_pct, beside the tiles' own.</source>
        <translation>Da a cada tesela las proporciones de etiquetas de la tesela gruesa que más la solapa, o la media de todas las que la solapan, para aprender de etiquetas gruesas. Ejecute antes Proporciones de etiquetas sobre las teselas gruesas. Sus campos p_, proportions y known_pct pasan a las teselas como coarse_p_, coarse_proportions y coarse_known_pct, junto a los propios de las teselas.</translation>
    </message>
    <message>
        <source>Goes on without scenes whose files are missing, damaged or unreadable, and lists them; each is read before anything is written. Otherwise a run stops at them and names all.</source>
        <translation>Continúa sin las escenas cuyos archivos faltan, están dañados o no se pueden leer, y las enumera; cada una se lee antes de escribir nada. De lo contrario la ejecución se detiene y las nombra todas.</translation>
    </message>
    <message>
        <source>Google does not accept the sign-in: {error}.</source>
        <translation>Google no acepta el inicio de sesión: {error}.</translation>
    </message>
    <message>
        <source>Google has given no lasting sign-in; try again.</source>
        <translation>Google no ha dado una sesión duradera; inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Greatest share of tiles without objects (%)</source>
        <translation>Parte máxima de teselas sin objetos (%)</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Verde</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Cuadrícula</translation>
    </message>
    <message>
        <source>Ground size of a pixel of the images; needs a resampling. Of a map service, which has pixels of many sizes, the nearest are asked for, and cut as they are without a resampling.</source>
        <translation>Tamaño sobre el terreno de un píxel de las imágenes; necesita un remuestreo. A un servicio de mapas, que tiene píxeles de muchos tamaños, se le piden los más cercanos, y sin remuestreo se cortan tal como son.</translation>
    </message>
    <message>
        <source>Ground size of a pixel. Empty, without a number of pixels: that of the source.</source>
        <translation>Tamaño de un píxel sobre el terreno. Vacío, sin un número de píxeles: el de la fuente.</translation>
    </message>
    <message>
        <source>HARDLINK takes no room on the disk: a file that a program changes in place changes in both datasets, and one that is deleted stays in the other. Where a disk knows no links, files are copied. Values: HARDLINK, COPY.</source>
        <translation>HARDLINK no ocupa espacio en el disco: un archivo que un programa modifica sin reescribirlo cambia en ambos conjuntos, y uno que se borra permanece en el otro. Donde el disco no admite enlaces, los archivos se copian. Valores: HARDLINK, COPY.</translation>
    </message>
    <message>
        <source>HIGH_VOLUME is for many small requests; STANDARD keeps results for longer, for composites that many tiles share. Values: HIGH_VOLUME, STANDARD.</source>
        <translation>HIGH_VOLUME es para muchas peticiones pequeñas; STANDARD guarda los resultados más tiempo, para composiciones que comparten muchas teselas. Valores: HIGH_VOLUME, STANDARD.</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>Archivos HTML (*.html)</translation>
    </message>
    <message>
        <source>Height of a tile, when it is not square.</source>
        <translation>Altura de una tesela cuando no es cuadrada.</translation>
    </message>
    <message>
        <source>Hide the map's class</source>
        <translation>Ocultar la clase del mapa</translation>
    </message>
    <message>
        <source>How Earth Engine puts images on the tiles' pixels. AVERAGE is of all pixels that one covers. Values: NEAREST, BILINEAR, BICUBIC, AVERAGE.</source>
        <translation>Cómo lleva Earth Engine las imágenes a los píxeles de las teselas. AVERAGE es la media de todos los píxeles que cubre uno. Valores: NEAREST, BILINEAR, BICUBIC, AVERAGE.</translation>
    </message>
    <message>
        <source>How bands of another resolution get the pixel size. AUTO averages finer pixels and is bilinear between coarser ones. The scene classification is always NEAREST. Values: AUTO, NEAREST, BILINEAR, CUBIC, AVERAGE.</source>
        <translation>Cómo pasan al tamaño de píxel las bandas de otra resolución. AUTO promedia los píxeles más finos y es bilineal entre los más gruesos. La clasificación de escena es siempre NEAREST. Valores: AUTO, NEAREST, BILINEAR, CUBIC, AVERAGE.</translation>
    </message>
    <message>
        <source>How dates are written in file names or band names, for example img_%Y%j with %Y (year), %m, %d, %j (day of the year). Empty: the files' own tags, and 20210908, 2021-09-08, 2021251 and Landsat's names.</source>
        <translation>Cómo se escriben las fechas en los nombres de archivo o de banda; por ejemplo, img_%Y%j con %Y (año), %m, %d, %j (día del año). Vacío: las etiquetas de los propios archivos, y 20210908, 2021-09-08, 2021251 y los nombres de Landsat.</translation>
    </message>
    <message>
        <source>How dates are written in file names, for example img_%Y%j with %Y (year), %m, %d, %j (day of the year). Empty: 20210908, 2021-09-08, 2021251 and Landsat's are known.</source>
        <translation>Cómo se escriben las fechas en los nombres de archivo; por ejemplo, img_%Y%j con %Y (año), %m, %d, %j (día del año). Vacío: se reconocen 20210908, 2021-09-08, 2021251 y los de Landsat.</translation>
    </message>
    <message>
        <source>How dates are written in the names of rasters, for example img_%Y%j with %Y (year), %m, %d, %j (day of the year). Empty: the usual ones are known.</source>
        <translation>Cómo se escriben las fechas en los nombres de los ráster; por ejemplo, img_%Y%j con %Y (año), %m, %d, %j (día del año). Vacío: se reconocen las formas habituales.</translation>
    </message>
    <message>
        <source>How far from the middle cuts may fall, as a share of the side: 0 always halves, 0.49 cuts almost anywhere.</source>
        <translation>A qué distancia del centro pueden caer los cortes, como proporción del lado: 0 corta siempre por la mitad; 0.49, casi en cualquier sitio.</translation>
    </message>
    <message>
        <source>How images become one</source>
        <translation>Cómo se reúnen las imágenes en una</translation>
    </message>
    <message>
        <source>How many blocks are worked on at once. Empty: one a core.</source>
        <translation>En cuántos bloques se trabaja a la vez. Vacío: uno por núcleo.</translation>
    </message>
    <message>
        <source>How many clusters to make. A REPORT shows which numbers suit the image, and takes longer. Used by KMEANS only.</source>
        <translation>Cuántos grupos se forman. Un REPORT muestra qué números convienen a la imagen, y tarda más. Solo se usa con KMEANS.</translation>
    </message>
    <message>
        <source>How many days to choose, spread over time as evenly as can be. Images of one day count as one, since an area may lie on several tiles. Empty: all.</source>
        <translation>Cuántos días se eligen, repartidos en el tiempo de la forma más uniforme posible. Las imágenes de un mismo día cuentan como una, porque un área puede estar en varias teselas. Vacío: todos.</translation>
    </message>
    <message>
        <source>How many of the nearest samples vote on a pixel. Used by KNN only.</source>
        <translation>Cuántas de las muestras más cercanas votan sobre un píxel. Solo lo usa KNN.</translation>
    </message>
    <message>
        <source>How many of the tiles test should get, in percent. The log says how many it got.</source>
        <translation>Cuántas de las teselas debe recibir test, en porcentaje. El registro dice cuántas recibió.</translation>
    </message>
    <message>
        <source>How many of the tiles train should get, in percent. The log says how many it got.</source>
        <translation>Cuántas de las teselas debe recibir train, en porcentaje. El registro dice cuántas recibió.</translation>
    </message>
    <message>
        <source>How many of the tiles val should get, in percent. The log says how many it got.</source>
        <translation>Cuántas de las teselas debe recibir val, en porcentaje. El registro dice cuántas recibió.</translation>
    </message>
    <message>
        <source>How many points to draw. Ignored when a standard error is given.</source>
        <translation>Cuántos puntos sortear. No se usa si se indica un error estándar.</translation>
    </message>
    <message>
        <source>How many products come at once. The Copernicus Data Space allows 4.</source>
        <translation>Cuántos productos llegan a la vez. El Copernicus Data Space permite 4.</translation>
    </message>
    <message>
        <source>How many seconds a request to a service may take. Empty: 60.</source>
        <translation>Cuántos segundos puede tardar una petición a un servicio. Vacío: 60.</translation>
    </message>
    <message>
        <source>How many threads work at once, in long exports with a process each. Empty: one per processor, at most 8. 1: one thread and no other process.</source>
        <translation>Cuántos hilos trabajan a la vez; en exportaciones largas, cada uno con su propio proceso. Vacío: uno por procesador, como máximo 8. 1: un solo hilo y ningún otro proceso.</translation>
    </message>
    <message>
        <source>How many threads work at once. Empty: one per processor, at most 8.</source>
        <translation>Cuántos hilos trabajan a la vez. Vacío: uno por procesador, 8 como máximo.</translation>
    </message>
    <message>
        <source>How many tiles go into each tar file. Used by WEBDATASET only.</source>
        <translation>Cuántas teselas van en cada archivo tar. Solo se usa con WEBDATASET.</translation>
    </message>
    <message>
        <source>How many times classifiers are trained, each time without the tiles that they then judge. More take longer and have more tiles to learn from.</source>
        <translation>Cuántas veces se entrenan los clasificadores, cada vez sin las teselas que juzgan después. Más divisiones tardan más y tienen más teselas de las que aprender.</translation>
    </message>
    <message>
        <source>How much a training sample on the wrong side of a boundary counts. Greater follows single samples more. Used by SVM only.</source>
        <translation>Cuánto cuenta una muestra de entrenamiento en el lado equivocado de un límite. Un valor mayor sigue más a las muestras sueltas. Solo lo usa SVM.</translation>
    </message>
    <message>
        <source>How much each round mends. Smaller needs more trees. Used by GRADIENT_BOOSTING only.</source>
        <translation>Cuánto corrige cada ronda. Un valor menor necesita más árboles. Solo se usa con GRADIENT_BOOSTING.</translation>
    </message>
    <message>
        <source>How often a service is asked again that does not answer, after pauses that grow from 1 second on, or as long as it asks for. Empty: 5. Tiles that it refuses all the same are left out with the reason; RESUME asks for them again.</source>
        <translation>Cuántas veces se vuelve a pedir a un servicio que no responde, tras pausas que crecen a partir de 1 segundo, o tan largas como él pida. Vacío: 5. Las teselas que aun así rechace se omiten con su motivo; RESUME las vuelve a pedir.</translation>
    </message>
    <message>
        <source>How values become 0 to 255, the same for all tiles. PERCENTILE fits each band's 2nd and 98th percentile, MINMAX its extremes, RANGE takes the two values below, STYLE draws the layer as you see it, NONE keeps the raster's own values and type (for training on reflectances: with GTIFF or NPY). Values: PERCENTILE, STYLE, MINMAX, RANGE, NONE.</source>
        <translation>Cómo pasan los valores a la escala de 0 a 255; igual para todas las teselas. PERCENTILE se ajusta a los percentiles 2 y 98 de cada banda, MINMAX a sus extremos, RANGE toma los dos valores de abajo, STYLE dibuja la capa tal como se ve y NONE conserva los valores y el tipo del ráster (para entrenar con reflectancias: con GTIFF o NPY). Valores: PERCENTILE, STYLE, MINMAX, RANGE, NONE.</translation>
    </message>
    <message>
        <source>IMAGEFOLDER: a folder a class, for torchvision, timm, TorchGeo, fastai and Keras. MASKS: images and masks of the same names, for TerraTorch, segmentation models and YOLO. COCO: boxes and outlines for Detectron2, MMDetection, torchvision and pycocotools. VOC: boxes in XML, and masks, for torchvision, MMDetection, Detectron2 and supervision. HUGGINGFACE: images with labels, masks and boxes in a table, for Hugging Face's datasets. ESRI: labels, masks, boxes or outlines for ArcGIS Pro and arcgis.learn. ROBOFLOW: boxes and outlines for RF-DETR, Roboflow and supervision. YOLO: boxes, outlines and rotated boxes for ultralytics' YOLO. Values: IMAGEFOLDER, MASKS, COCO, VOC, HUGGINGFACE, ESRI, ROBOFLOW, YOLO.</source>
        <translation>IMAGEFOLDER: una carpeta por clase, para torchvision, timm, TorchGeo, fastai y Keras. MASKS: imágenes y máscaras con los mismos nombres, para TerraTorch, modelos de segmentación y YOLO. COCO: cajas y contornos para Detectron2, MMDetection, torchvision y pycocotools. VOC: cajas en XML, y máscaras, para torchvision, MMDetection, Detectron2 y supervision. HUGGINGFACE: imágenes con etiquetas, máscaras y cajas en una tabla, para datasets de Hugging Face. ESRI: etiquetas, máscaras, cajas o contornos para ArcGIS Pro y arcgis.learn. ROBOFLOW: cajas y contornos para RF-DETR, Roboflow y supervision. YOLO: cajas, contornos y cajas giradas para YOLO de ultralytics. Valores: IMAGEFOLDER, MASKS, COCO, VOC, HUGGINGFACE, ESRI, ROBOFLOW, YOLO.</translation>
    </message>
    <message>
        <source>INTERSECTS keeps polygons that touch the area, WITHIN those wholly inside, CENTROID those with their centre in it. Values: INTERSECTS, WITHIN, CENTROID.</source>
        <translation>INTERSECTS conserva los polígonos que tocan el área; WITHIN, los que están del todo dentro; CENTROID, los que tienen el centro en ella. Valores: INTERSECTS, WITHIN, CENTROID.</translation>
    </message>
    <message>
        <source>INTERSECTS keeps tiles that touch the area, WITHIN those wholly inside, CENTROID those with their centre in it. Values: INTERSECTS, WITHIN, CENTROID.</source>
        <translation>INTERSECTS conserva las teselas que tocan el área, WITHIN las que están dentro por completo y CENTROID las que tienen su centro en ella. Valores: INTERSECTS, WITHIN, CENTROID.</translation>
    </message>
    <message>
        <source>INTERSECTS: one of its polygons touches the tile. WITHIN: its polygons cover the whole tile. CENTROID: one holds the tile's centre. LARGEST: it covers more of the tile than any other class. COVERAGE: the same, and at least the least coverage. Where several classes qualify, the one with the largest share wins; equal shares go to the first by name. Values: INTERSECTS, WITHIN, CENTROID, LARGEST, COVERAGE.</source>
        <translation>INTERSECTS: uno de sus polígonos toca la tesela. WITHIN: sus polígonos cubren toda la tesela. CENTROID: uno contiene el centro de la tesela. LARGEST: cubre más de la tesela que cualquier otra clase. COVERAGE: lo mismo, y al menos la cobertura mínima. Si varias clases cumplen la regla, gana la de mayor proporción; si empatan, la primera por nombre. Valores: INTERSECTS, WITHIN, CENTROID, LARGEST, COVERAGE.</translation>
    </message>
    <message>
        <source>Id of the Cloud project that requests are billed to:</source>
        <translation>Proyecto de Google Cloud al que se cargan las peticiones (su identificador):</translation>
    </message>
    <message>
        <source>Identical: every file came out the same.</source>
        <translation>Idéntico: todos los archivos han salido iguales.</translation>
    </message>
    <message>
        <source>If these are fill, set {NODATA} to one of them, give the other as an additional nodata value (layer properties, Transparency), and run again.</source>
        <translation>Si son valores de relleno, hay que poner uno de ellos en {NODATA}, dar el otro como valor sin datos adicional (propiedades de la capa, Transparencia) y ejecutar de nuevo.</translation>
    </message>
    <message>
        <source>If they are fill, set {NODATA}={value:.10g} and run again.</source>
        <translation>Si son relleno, hay que poner {NODATA}={value:.10g} y ejecutar de nuevo.</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Image format</source>
        <translation>Formato de imagen</translation>
    </message>
    <message>
        <source>Image size (pixels)</source>
        <translation>Tamaño de la imagen (píxeles)</translation>
    </message>
    <message>
        <source>Imagery</source>
        <translation>Imágenes de satélite</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Images after it are left out.</source>
        <translation>Se descartan las imágenes posteriores.</translation>
    </message>
    <message>
        <source>Images after it take no part; those of the day itself do.</source>
        <translation>Las imágenes posteriores no intervienen; las de ese mismo día, sí.</translation>
    </message>
    <message>
        <source>Images after this date are left out, for example 2020-10-31.</source>
        <translation>Se descartan las imágenes posteriores a esta fecha; por ejemplo, 2020-10-31.</translation>
    </message>
    <message>
        <source>Images before it are left out, for example 2021-03-01.</source>
        <translation>Se descartan las imágenes anteriores; por ejemplo, 2021-03-01.</translation>
    </message>
    <message>
        <source>Images before it take no part, for example 2024-06-01.</source>
        <translation>Las imágenes anteriores no intervienen, por ejemplo 2024-06-01.</translation>
    </message>
    <message>
        <source>Images before this date are left out, for example 2020-03-01.</source>
        <translation>Se descartan las imágenes anteriores a esta fecha; por ejemplo, 2020-03-01.</translation>
    </message>
    <message>
        <source>Images found</source>
        <translation>Imágenes encontradas</translation>
    </message>
    <message>
        <source>Images made now</source>
        <translation>Imágenes hechas ahora</translation>
    </message>
    <message>
        <source>Images of a catalogue</source>
        <translation>Imágenes de un catálogo</translation>
    </message>
    <message>
        <source>Images of many dates in place of RASTERS, each of them one date with the same bands, which are matched by name or wavelength. Layers of services (WMS, WMTS, XYZ, WCS and others) are asked for the pixels of the windows. Written as text, also a Sentinel-2 product (.SAFE folder or zip file), a folder, or the name of a group of layers in the project.</source>
        <translation>Imágenes de muchas fechas en lugar de RASTERS, cada una de una fecha y con las mismas bandas, que se emparejan por nombre o longitud de onda. A las capas de servicios (WMS, WMTS, XYZ, WCS y otros) se les piden los píxeles de las ventanas. Escrito como texto, también un producto Sentinel-2 (carpeta .SAFE o archivo zip), una carpeta o el nombre de un grupo de capas del proyecto.</translation>
    </message>
    <message>
        <source>Images of many dates, on one or on several pixel grids. A file holds one date, or a date a band when its band names are dates. The bands of a date may be one file each. With a layer of a service among them, they are read as SCENES are.</source>
        <translation>Imágenes de muchas fechas, en una o en varias cuadrículas de píxeles. Un archivo contiene una fecha, o una fecha por banda cuando los nombres de sus bandas son fechas. Las bandas de una fecha pueden estar en un archivo cada una. Con una capa de un servicio entre ellas, se leen como SCENES.</translation>
    </message>
    <message>
        <source>Images of one day</source>
        <translation>Imágenes de un mismo día</translation>
    </message>
    <message>
        <source>Images that failed</source>
        <translation>Imágenes que fallaron</translation>
    </message>
    <message>
        <source>Images that look the same were not looked for, because the samples are time series.</source>
        <translation>No se buscaron imágenes que parezcan iguales, porque las muestras son series temporales.</translation>
    </message>
    <message>
        <source>Images that were there</source>
        <translation>Imágenes que ya estaban</translation>
    </message>
    <message>
        <source>Images weigh the same</source>
        <translation>Las imágenes pesan lo mismo</translation>
    </message>
    <message>
        <source>Images: {}</source>
        <translation>Imágenes: {}</translation>
    </message>
    <message>
        <source>In place of AOI: a rectangle that footprints must touch.</source>
        <translation>En lugar de AOI: un rectángulo que las huellas deben tocar.</translation>
    </message>
    <message>
        <source>In place of CATALOG: the address of a STAC API or of a static catalogue, the path of one on a disk (catalog.json), or the name of a STAC connection of QGIS's browser. No other server is asked than that of the address.</source>
        <translation>En lugar de CATALOG: la dirección de una API STAC o de un catálogo estático, la ruta de uno en un disco (catalog.json) o el nombre de una conexión STAC del navegador de QGIS. No se pregunta a ningún otro servidor que el de la dirección.</translation>
    </message>
    <message>
        <source>In place of the folder: the layer of Search Catalogue. The result has its footprints and files, and is the table of scenes for what comes next.</source>
        <translation>En lugar de la carpeta: la capa de Buscar en un catálogo. El resultado conserva sus huellas y archivos, y es la tabla de escenas para lo que sigue.</translation>
    </message>
    <message>
        <source>In {count} tile polygons of several classes overlap; they share that ground in proportion.</source>
        <translation>En {count} tesela se superponen polígonos de varias clases; comparten ese terreno en proporción.</translation>
    </message>
    <message>
        <source>In {count} tiles polygons of several classes overlap; they share that ground in proportion.</source>
        <translation>En {count} teselas se superponen polígonos de varias clases; comparten ese terreno en proporción.</translation>
    </message>
    <message>
        <source>In {first} {band} is scaled from {least:.10g} to {greatest:.10g} and in {other} from {other_least:.10g} to {other_greatest:.10g}, which differs by {share:.3g} % of the range</source>
        <translation>En {first} {band} se escala de {least:.10g} a {greatest:.10g} y en {other} de {other_least:.10g} a {other_greatest:.10g}, lo que difiere en un {share:.3g} % del rango</translation>
    </message>
    <message>
        <source>Indices</source>
        <translation>Índices</translation>
    </message>
    <message>
        <source>Indices as further bands</source>
        <translation>Índices como bandas adicionales</translation>
    </message>
    <message>
        <source>Indices of {name}: {names}, computed of {of_what} ({bands}).</source>
        <translation>Índices de {name}: {names}, calculados de {of_what} ({bands}).</translation>
    </message>
    <message>
        <source>Indices that the classifier uses besides the bands, such as NDVI,NDWI.</source>
        <translation>Índices de los que aprende el clasificador además de las bandas, como NDVI,NDWI.</translation>
    </message>
    <message>
        <source>Install {} with your system's package manager (Debian and Ubuntu: 'sudo apt install {}'), and start QGIS again.</source>
        <translation>Instalar {} con el gestor de paquetes del sistema (Debian y Ubuntu: 'sudo apt install {}') e iniciar QGIS de nuevo.</translation>
    </message>
    <message>
        <source>Instead of a pixel size: width and height of the images, for example 100 or 100,80.</source>
        <translation>En lugar de un tamaño de píxel: ancho y alto de las imágenes, por ejemplo 100 o 100,80.</translation>
    </message>
    <message>
        <source>Instead of a source: a Python file with a function get_ee_image(), or with a class DatasetDefinition as geetiles takes it. The file runs with all your rights, so name only files that you have read and trust; no dataset makes one run.</source>
        <translation>En lugar de una fuente: un archivo de Python con una función get_ee_image(), o con una clase DatasetDefinition como la de geetiles. El archivo se ejecuta con todos sus permisos, así que indique solo archivos que haya leído y en los que confíe; ningún conjunto de datos hace que se ejecute uno.</translation>
    </message>
    <message>
        <source>Instead of a source: a layer that the Google Earth Engine plugin has added; its image is computed anew, and not its picture on the map.</source>
        <translation>En lugar de una fuente: una capa que haya añadido el complemento Google Earth Engine; se calcula de nuevo su imagen, no su dibujo en el mapa.</translation>
    </message>
    <message>
        <source>Instead of a source: an image or a collection as JSON, as image.serialize() of Earth Engine's Python client writes it, or a file that holds it.</source>
        <translation>En lugar de una fuente: una imagen o una colección en JSON, como la escribe image.serialize() del cliente de Python de Earth Engine, o un archivo que la contenga.</translation>
    </message>
    <message>
        <source>Instead of a source: the id of an image or a collection, for example ESA/WorldCover/v200.</source>
        <translation>En lugar de una fuente: el identificador de una imagen o de una colección, por ejemplo ESA/WorldCover/v200.</translation>
    </message>
    <message>
        <source>Interpret Points</source>
        <translation>Interpretar puntos</translation>
    </message>
    <message>
        <source>Interpret Points, Assess a Map</source>
        <translation>Interpretar puntos, evaluar un mapa</translation>
    </message>
    <message>
        <source>Interpret point</source>
        <translation>Interpretar punto</translation>
    </message>
    <message>
        <source>It calls class {number} {name!r}, and dataset.json {expected!r}.</source>
        <translation>La clase {number} se llama ahí {name!r}, y en dataset.json {expected!r}.</translation>
    </message>
    <message>
        <source>It counts {count} object of the class {name!r}, and the labels have {found}.</source>
        <translation>Cuenta {count} objeto de la clase {name!r}, y las etiquetas tienen {found}.</translation>
    </message>
    <message>
        <source>It counts {count} objects of the class {name!r}, and the labels have {found}.</source>
        <translation>Cuenta {count} objetos de la clase {name!r}, y las etiquetas tienen {found}.</translation>
    </message>
    <message>
        <source>It counts {count} tile of the class {name!r}, and {manifest} has {found}.</source>
        <translation>Cuenta {count} tesela de la clase {name!r}, y {manifest} tiene {found}.</translation>
    </message>
    <message>
        <source>It counts {count} tile of the split {split}, and {manifest} has {found}.</source>
        <translation>Cuenta {count} tesela de la división {split}, y {manifest} tiene {found}.</translation>
    </message>
    <message>
        <source>It counts {count} tile, and {manifest} has {found}.</source>
        <translation>Cuenta {count} tesela, y {manifest} tiene {found}.</translation>
    </message>
    <message>
        <source>It counts {count} tiles of the class {name!r}, and {manifest} has {found}.</source>
        <translation>Cuenta {count} teselas de la clase {name!r}, y {manifest} tiene {found}.</translation>
    </message>
    <message>
        <source>It counts {count} tiles of the split {split}, and {manifest} has {found}.</source>
        <translation>Cuenta {count} teselas de la división {split}, y {manifest} tiene {found}.</translation>
    </message>
    <message>
        <source>It counts {count} tiles, and {manifest} has {found}.</source>
        <translation>Cuenta {count} teselas, y {manifest} tiene {found}.</translation>
    </message>
    <message>
        <source>It does not tell of {name}.</source>
        <translation>No menciona {name}.</translation>
    </message>
    <message>
        <source>It lacks {missing}; add that, or name the files to take with {FILTER}.</source>
        <translation>Le falta {missing}; añádalo o nombre con {FILTER} los archivos que se toman.</translation>
    </message>
    <message>
        <source>It learned from {count} of {all} samples, drawn at random from each class.</source>
        <translation>Aprendió de {count} de {all} muestras, tomadas al azar de cada clase.</translation>
    </message>
    <message>
        <source>It names a split {word!r}.</source>
        <translation>Nombra una división {word!r}.</translation>
    </message>
    <message>
        <source>It names another mask of {name} than tiles.csv.</source>
        <translation>Nombra otra máscara de {name} que tiles.csv.</translation>
    </message>
    <message>
        <source>It names the mask {name!r}, which is not that of its image.</source>
        <translation>Nombra la máscara {name!r}, que no es la de su imagen.</translation>
    </message>
    <message>
        <source>It names {name!r}, which is no file of the dataset.</source>
        <translation>Nombra {name!r}, que no es ningún archivo del conjunto de datos.</translation>
    </message>
    <message>
        <source>It says that {name} has {told} pixels, and it has {found}.</source>
        <translation>Dice que {name} tiene {told} píxeles, y tiene {found}.</translation>
    </message>
    <message>
        <source>It says that {name} is {told!r}, and it is {found!r}.</source>
        <translation>Dice que {name} es {told!r}, y es {found!r}.</translation>
    </message>
    <message>
        <source>It tells of {name} {count} times.</source>
        <translation>Menciona {name} {count} veces.</translation>
    </message>
    <message>
        <source>It tells of {name}, which is no image of its split.</source>
        <translation>Menciona {name}, que no es una imagen de su división.</translation>
    </message>
    <message>
        <source>Its path is looked for in the folder that a program runs in.</source>
        <translation>Su ruta se busca en la carpeta en la que se ejecuta un programa.</translation>
    </message>
    <message>
        <source>Its standard error</source>
        <translation>Su error estándar</translation>
    </message>
    <message>
        <source>Its {name} {value!r} stands in {count} row.</source>
        <translation>Su {name} {value!r} aparece en {count} fila.</translation>
    </message>
    <message>
        <source>Its {name} {value!r} stands in {count} rows.</source>
        <translation>Su {name} {value!r} aparece en {count} filas.</translation>
    </message>
    <message>
        <source>JPEG and PNG are pictures of 1 or 3 bands; PNG also takes 4. GTIFF keeps place, bands, nodata and type. NPY holds arrays of bands, height, width for NumPy. Values: JPEG, PNG, GTIFF, NPY.</source>
        <translation>JPEG y PNG son imágenes de 1 o 3 bandas; PNG admite también 4. GTIFF conserva lugar, bandas, nodata y tipo. NPY guarda matrices de bandas, alto y ancho para NumPy. Valores: JPEG, PNG, GTIFF, NPY.</translation>
    </message>
    <message>
        <source>JPEG and PNG need the Python package Pillow, which is missing; install it, or choose {FORMAT=GTIFF|NPY}.</source>
        <translation>JPEG y PNG necesitan el paquete de Python Pillow, que falta; instálelo o elija {FORMAT=GTIFF|NPY}.</translation>
    </message>
    <message>
        <source>JPEG holds 8-bit values and the raster has {dtype}; choose a {SCALING} other than NONE, or {FORMAT=GTIFF}.</source>
        <translation>JPEG contiene valores de 8 bits y el ráster tiene {dtype}; elija en {SCALING} un valor que no sea NONE, o {FORMAT=GTIFF}.</translation>
    </message>
    <message>
        <source>JPEG quality</source>
        <translation>Calidad JPEG</translation>
    </message>
    <message>
        <source>JSON files (*.json);;Text files (*.txt)</source>
        <translation>Archivos JSON (*.json);;Archivos de texto (*.txt)</translation>
    </message>
    <message>
        <source>Join labels to tiles</source>
        <translation>Unir etiquetas a las teselas</translation>
    </message>
    <message>
        <source>Judge the tiles of test too</source>
        <translation>Juzgar también las teselas de test</translation>
    </message>
    <message>
        <source>Judged tiles by the class that they have, a row each, and the likely one, a column each.</source>
        <translation>Teselas juzgadas según la clase que tienen, una por fila, y la probable, una por columna.</translation>
    </message>
    <message>
        <source>Judging labels needs the Python package scikit-learn ({error}).</source>
        <translation>Para juzgar etiquetas hace falta el paquete de Python scikit-learn ({error}).</translation>
    </message>
    <message>
        <source>KEEP writes them all, DROP none, SHARE so many that they are at most EMPTY_SHARE of each split. Values: KEEP, DROP, SHARE.</source>
        <translation>KEEP las escribe todas, DROP ninguna y SHARE tantas que sean como mucho EMPTY_SHARE de cada división. Valores: KEEP, DROP, SHARE.</translation>
    </message>
    <message>
        <source>Keep groups together</source>
        <translation>Mantener juntos los grupos</translation>
    </message>
    <message>
        <source>Keep groups together: polygons</source>
        <translation>Mantener juntos los grupos: polígonos</translation>
    </message>
    <message>
        <source>Keep the shares of classes alike</source>
        <translation>Igualar proporción de clases</translation>
    </message>
    <message>
        <source>Key of a service account</source>
        <translation>Clave de una cuenta de servicio</translation>
    </message>
    <message>
        <source>L1C</source>
        <translation>L1C</translation>
    </message>
    <message>
        <source>L2A</source>
        <translation>L2A</translation>
    </message>
    <message>
        <source>LARGEST takes the proportions of the coarse tile with the largest overlap. WEIGHTED takes the mean of all that overlap, weighted by the area they share with the tile; coarse tiles without proportions (NULL) do not count. Values: LARGEST, WEIGHTED.</source>
        <translation>LARGEST toma las proporciones de la tesela gruesa que más se solapa. WEIGHTED toma la media de todas las que se solapan, ponderada por el área que comparten con la tesela; las teselas gruesas sin proporciones (NULL) no cuentan. Valores: LARGEST, WEIGHTED.</translation>
    </message>
    <message>
        <source>Label pixels an image pixel, along a side</source>
        <translation>Píxeles de etiqueta por píxel de imagen, en cada lado</translation>
    </message>
    <message>
        <source>Label polygons</source>
        <translation>Polígonos de etiquetas</translation>
    </message>
    <message>
        <source>Label polygons or points</source>
        <translation>Polígonos o puntos de etiquetas</translation>
    </message>
    <message>
        <source>Label proportions</source>
        <translation>Proporciones de etiquetas</translation>
    </message>
    <message>
        <source>Label raster</source>
        <translation>Ráster de etiquetas</translation>
    </message>
    <message>
        <source>Labelled tiles</source>
        <translation>Teselas etiquetadas</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>Labels are still alike at {reach:.4g} m, half the length of the area, so their true range may be longer.</source>
        <translation>Las etiquetas siguen pareciéndose a {reach:.4g} m, la mitad de la longitud del área, así que su verdadero alcance puede ser mayor.</translation>
    </message>
    <message>
        <source>Labels are still alike at {reach:.4g} m, half the length of the longest scene, so their true range may be longer.</source>
        <translation>Las etiquetas aún se parecen a {reach:.4g} m, la mitad de la longitud de la escena más larga, así que su alcance real puede ser mayor.</translation>
    </message>
    <message>
        <source>Labels by doubt</source>
        <translation>Etiquetas por duda</translation>
    </message>
    <message>
        <source>Labels of neighbours in a window</source>
        <translation>Etiquetas de las vecinas en una ventana</translation>
    </message>
    <message>
        <source>Larger polygons with the fields of Label Proportions, in any coordinate system.</source>
        <translation>Polígonos más grandes con los campos de Proporciones de etiquetas, en cualquier sistema de coordenadas.</translation>
    </message>
    <message>
        <source>Larger polygons, in any coordinate system: communes, blocks, random tiles.</source>
        <translation>Polígonos más grandes, en cualquier sistema de coordenadas: municipios, bloques, teselas aleatorias.</translation>
    </message>
    <message>
        <source>Largest cloud cover (%)</source>
        <translation>Nubosidad máxima (%)</translation>
    </message>
    <message>
        <source>Largest cloudy share (%)</source>
        <translation>Proporción máxima de nubes (%)</translation>
    </message>
    <message>
        <source>Largest cloudy share of a date (%)</source>
        <translation>Proporción máxima de nubes de una fecha (%)</translation>
    </message>
    <message>
        <source>Last date</source>
        <translation>Última fecha</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Último día</translation>
    </message>
    <message>
        <source>Layer of the Earth Engine plugin</source>
        <translation>Capa del complemento de Earth Engine</translation>
    </message>
    <message>
        <source>Layers of rejected tiles, to be listed with their reasons in tiles.gpkg.</source>
        <translation>Capas de teselas descartadas, que se anotan con sus motivos en tiles.gpkg.</translation>
    </message>
    <message>
        <source>Layout of the folder</source>
        <translation>Organización de la carpeta</translation>
    </message>
    <message>
        <source>Lays a grid of tiles over a raster, whole pixels from its upper left corner or from another place. Tiles can be limited to an area of interest and to places with enough valid pixels; those left out go to the layer of rejected tiles with the reason. Without a raster, the grid covers the area of interest with whole tiles in its UTM zone; each has its true area, area_km2, and a tile_id that tells its place: the same place and size have the same tile_id over other areas, so that what was downloaded for two areas can be put together. Write {grid_id} in a file name to have it replaced by digits that stand for the area and all settings, so that two grids never share a file.</source>
        <translation>Dispone una cuadrícula de teselas sobre un ráster, en píxeles enteros desde su esquina superior izquierda o desde otro lugar. Las teselas pueden limitarse a un área de interés y a lugares con bastantes píxeles válidos; las descartadas van a la capa de teselas rechazadas, con el motivo. Sin ráster, la cuadrícula cubre el área de interés con teselas enteras en su zona UTM; cada una tiene su área real, area_km2, y un tile_id que dice su lugar: un mismo lugar y tamaño tienen el mismo tile_id en otras áreas, de modo que puede unirse lo descargado para dos áreas. Si se escribe {grid_id} en el nombre de un archivo, se sustituye por dígitos que representan el área y todos los ajustes, de modo que dos cuadrículas nunca comparten archivo.</translation>
    </message>
    <message>
        <source>Leak: {leak}</source>
        <translation>Fuga: {leak}</translation>
    </message>
    <message>
        <source>Learning rate, for boosting</source>
        <translation>Tasa de aprendizaje, para boosting</translation>
    </message>
    <message>
        <source>Least area of a patch</source>
        <translation>Superficie mínima de una mancha</translation>
    </message>
    <message>
        <source>Least area of a polygon (ha)</source>
        <translation>Superficie mínima de un polígono (ha)</translation>
    </message>
    <message>
        <source>Least certainty (%)</source>
        <translation>Certeza mínima (%)</translation>
    </message>
    <message>
        <source>Least coverage (%)</source>
        <translation>Cobertura mínima (%)</translation>
    </message>
    <message>
        <source>Least coverage (%), for COVERAGE</source>
        <translation>Cobertura mínima (%), para COVERAGE</translation>
    </message>
    <message>
        <source>Least coverage of a mask pixel (%)</source>
        <translation>Cobertura mínima de un píxel de máscara (%)</translation>
    </message>
    <message>
        <source>Least coverage of a pixel (%)</source>
        <translation>Cobertura mínima de un píxel (%)</translation>
    </message>
    <message>
        <source>Least distance (m)</source>
        <translation>Distancia mínima (m)</translation>
    </message>
    <message>
        <source>Least distance in metres between any two points. 0: none.</source>
        <translation>Distancia mínima en metros entre dos puntos cualesquiera. 0: ninguna.</translation>
    </message>
    <message>
        <source>Least distance in metres between two pixels of a class. 0: neighbours are taken too.</source>
        <translation>Distancia mínima en metros entre dos píxeles de una clase. 0: se toman también los vecinos.</translation>
    </message>
    <message>
        <source>Least distance of {split} and {other}: {metres:.10g} m.</source>
        <translation>Distancia mínima entre {split} y {other}: {metres:.10g} m.</translation>
    </message>
    <message>
        <source>Least points of a class</source>
        <translation>Mínimo de puntos por clase</translation>
    </message>
    <message>
        <source>Least samples in a leaf</source>
        <translation>Mínimo de muestras por hoja</translation>
    </message>
    <message>
        <source>Least share in the area of interest (%)</source>
        <translation>Proporción mínima en el área de interés (%)</translation>
    </message>
    <message>
        <source>Least share of the area of interest where an image has pixels; without an area, of the image itself.</source>
        <translation>Proporción mínima del área de interés en la que una imagen tiene píxeles; sin área, de la propia imagen.</translation>
    </message>
    <message>
        <source>Least share of valid pixels (%)</source>
        <translation>Proporción mínima de píxeles válidos (%)</translation>
    </message>
    <message>
        <source>Least share of valid pixels of a date (%)</source>
        <translation>Proporción mínima de píxeles válidos de una fecha (%)</translation>
    </message>
    <message>
        <source>Least size of a piece (pixels)</source>
        <translation>Tamaño mínimo de un trozo (píxeles)</translation>
    </message>
    <message>
        <source>Least visible share of an object (%)</source>
        <translation>Parte visible mínima de un objeto (%)</translation>
    </message>
    <message>
        <source>Least width of a polygon (m)</source>
        <translation>Anchura mínima de un polígono (m)</translation>
    </message>
    <message>
        <source>Leave out scenes that cannot be read</source>
        <translation>Omitir las escenas que no se pueden leer</translation>
    </message>
    <message>
        <source>Leave out windows without a label</source>
        <translation>Descartar las ventanas sin etiqueta</translation>
    </message>
    <message>
        <source>Leaves out the tiles on which somebody marked clouds or shadows. Marks may be points, lines or polygons.</source>
        <translation>Descarta las teselas en las que alguien marcó nubes o sombras. Las marcas pueden ser puntos, líneas o polígonos.</translation>
    </message>
    <message>
        <source>Left out: {count} tile, {reason}.</source>
        <translation>Descartada: {count} tesela, {reason}.</translation>
    </message>
    <message>
        <source>Left out: {count} tiles, {reason}.</source>
        <translation>Descartadas: {count} teselas, {reason}.</translation>
    </message>
    <message>
        <source>Left out: {}</source>
        <translation>Descartadas: {}</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Leyenda</translation>
    </message>
    <message>
        <source>Let overlapping tiles be in different splits</source>
        <translation>Permitir que teselas superpuestas estén en divisiones distintas</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Nivel</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Límites</translation>
    </message>
    <message>
        <source>Line {line} has the unknown class {number}.</source>
        <translation>La línea {line} tiene la clase desconocida {number}.</translation>
    </message>
    <message>
        <source>Line {line} has {count} numbers, which is not a {shape}.</source>
        <translation>La línea {line} tiene {count} números, y eso no es {shape}.</translation>
    </message>
    <message>
        <source>Line {line} is not a class and numbers.</source>
        <translation>La línea {line} no es una clase y números.</translation>
    </message>
    <message>
        <source>Line {line} leaves its image: shares are from 0 to 1.</source>
        <translation>La línea {line} se sale de su imagen: las fracciones van de 0 a 1.</translation>
    </message>
    <message>
        <source>Line {line} of {name} has {text!r} as its {column}; give a whole number of at most 15 digits.</source>
        <translation>La línea {line} de {name} tiene {text!r} como {column}; hay que dar un número entero de 15 cifras como máximo.</translation>
    </message>
    <message>
        <source>Line {line} of {name} holds a value that is not a number: {row}.</source>
        <translation>La línea {line} de {name} contiene un valor que no es un número: {row}.</translation>
    </message>
    <message>
        <source>Line {line} of {where} has {count} values for {columns} columns; it is cut off, or its quotation marks are wrong.</source>
        <translation>La línea {line} de {where} tiene {count} valores para {columns} columnas; está cortada o sus comillas son incorrectas.</translation>
    </message>
    <message>
        <source>Line {line} of {where} has {count} values, and at most {most} are read; name the right file.</source>
        <translation>La línea {line} de {where} tiene {count} valores, y se leen como máximo {most}; indique el archivo correcto.</translation>
    </message>
    <message>
        <source>Line {line} of {where} holds a value that is too long or has no end; check the quotation marks, or name the right file.</source>
        <translation>La línea {line} de {where} contiene un valor demasiado largo o sin fin; revise las comillas o indique el archivo correcto.</translation>
    </message>
    <message>
        <source>Line {line} of {where} is not an object of a known class; export the dataset again.</source>
        <translation>La línea {line} de {where} no es un objeto de una clase conocida; vuelva a exportar el conjunto de datos.</translation>
    </message>
    <message>
        <source>Lists the Sentinel-2 tiles (squares of 109.8 km, called like 31TCJ) that an area of interest has a part in, before anything is searched for or downloaded. Neighbours overlap by some 10 km, and more where zones meet: the few tiles that together hold the whole area are marked as needed, and are what to search for. The tiling is computed; nothing is asked for on the network. Over open sea there are tiles without any product.</source>
        <translation>Lista las teselas de Sentinel-2 (cuadrados de 109.8 km, con nombres como 31TCJ) en las que un área de interés tiene alguna parte, antes de buscar o descargar nada. Las vecinas se solapan unos 10 km, y más donde se juntan los husos: las pocas teselas que juntas contienen toda el área se marcan como necesarias, y son las que hay que buscar. La división en teselas se calcula; no se pide nada a la red. En alta mar hay teselas sin ningún producto.</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>En vivo</translation>
    </message>
    <message>
        <source>Load Sentinel-2 product</source>
        <translation>Cargar producto Sentinel-2</translation>
    </message>
    <message>
        <source>Load dataset</source>
        <translation>Cargar conjunto de datos</translation>
    </message>
    <message>
        <source>Loading scikit-learn</source>
        <translation>Cargando scikit-learn</translation>
    </message>
    <message>
        <source>Longest request (s)</source>
        <translation>Petición más larga (s)</translation>
    </message>
    <message>
        <source>Longest side (m)</source>
        <translation>Lado más largo (m)</translation>
    </message>
    <message>
        <source>Looks for images in a STAC catalogue: of an area, a time, and a cloud cover. The result is a layer of their footprints, with the addresses of their files. Select Products chooses among them; Build Dataset, Export Tiles, Composite and Export Time Series take the layer as their table of scenes, and fetch only those parts of the files that they need. Needs the Python package pystac-client. Requests go over QGIS's own network settings, to the catalogue alone.</source>
        <translation>Busca imágenes en un catálogo STAC: de un área, un periodo y una nubosidad. El resultado es una capa con sus huellas y las direcciones de sus archivos. Seleccionar productos elige entre ellas; Crear conjunto de datos, Exportar teselas, Compuesto y Exportar series temporales toman la capa como tabla de escenas y solo descargan las partes de los archivos que necesitan. Necesita el paquete de Python pystac-client. Las peticiones usan la configuración de red de QGIS y van solo al catálogo.</translation>
    </message>
    <message>
        <source>Looks through a folder of Sentinel-2 products, or of rasters with dates in their names, or through the images that Search Catalogue has found, and chooses those that are clear, cover the area and are spread over time. The table lists all of them, with the reason for each that is left out. Days are spread so that the least gap between neighbours is as large as can be; then those nearest to an even spacing of the period are taken, and among equals the less cloudy ones. Of a scene that was delivered several times the newest processing baseline counts.</source>
        <translation>Revisa una carpeta de productos de Sentinel-2, o de ráster con fechas en sus nombres, o las imágenes que encontró Buscar en un catálogo, y elige las que están despejadas, cubren el área y se reparten en el tiempo. La tabla las recoge todas, con el motivo de cada una que se omite. Los días se reparten de modo que el menor intervalo entre vecinos sea lo mayor posible; después se toman los más próximos a un reparto uniforme del periodo y, entre iguales, los menos nubosos. De una escena entregada varias veces cuenta la línea base de procesamiento más reciente.</translation>
    </message>
    <message>
        <source>Luxembourg, LU or LUX</source>
        <translation>Luxembourg, LU o LUX</translation>
    </message>
    <message>
        <source>MEDIAN and MEAN of each pixel's values. FIRST has the earliest image on top. BEST has the newest on top, and of Sentinel-2 the clearest pixel. SOURCE'S is MEDIAN, but MEAN of treecover and BEST of embeddings. Values: SOURCE'S, MEDIAN, MEAN, FIRST, BEST.</source>
        <translation>MEDIAN y MEAN de los valores de cada píxel. FIRST pone encima la imagen más antigua. BEST pone encima la más reciente y, de Sentinel-2, el píxel más despejado. SOURCE'S es MEDIAN, salvo MEAN en treecover y BEST en embeddings. Valores: SOURCE'S, MEDIAN, MEAN, FIRST, BEST.</translation>
    </message>
    <message>
        <source>MEDIAN and MEAN of the clear dates, each band by itself. FIRST: all bands of the earliest clear date (of rasters without dates: the first in order). BEST: the same from the image with the most clear pixels, then the next. Values: MEDIAN, MEAN, FIRST, BEST.</source>
        <translation>MEDIAN y MEAN de las fechas despejadas, cada banda por separado. FIRST: todas las bandas de la primera fecha despejada (en ráster sin fechas, el primero por orden). BEST: lo mismo, de la imagen con más píxeles despejados y después de la siguiente. Valores: MEDIAN, MEAN, FIRST, BEST.</translation>
    </message>
    <message>
        <source>METADATA: that of the whole product, as it says itself. SCL: clouds and their shadows in the area of interest, counted in the scene classification. Values: METADATA, SCL.</source>
        <translation>METADATA: la de todo el producto, según él mismo indica. SCL: las nubes y sus sombras en el área de interés, contadas en la clasificación de escena. Valores: METADATA, SCL.</translation>
    </message>
    <message>
        <source>MOSAIC lays them over each other: the first by name that holds something has the pixel. KEEP makes a step in time of each. Values: MOSAIC, KEEP.</source>
        <translation>MOSAIC las superpone: el píxel es de la primera por nombre que tiene contenido. KEEP hace de cada una un paso en el tiempo. Valores: MOSAIC, KEEP.</translation>
    </message>
    <message>
        <source>Made by a dry run: one tile as it is stored and as it will be exported, side by side.</source>
        <translation>La hace una simulación: una tesela tal como está guardada y, al lado, tal como se exportará.</translation>
    </message>
    <message>
        <source>Make an empty folder of that name.</source>
        <translation>Cree una carpeta vacía con ese nombre.</translation>
    </message>
    <message>
        <source>Make the grid from the image with the finest pixels.</source>
        <translation>Cree la cuadrícula a partir de la imagen con los píxeles más finos.</translation>
    </message>
    <message>
        <source>Makes a dataset again from what its dataset.json says, with the tiles of its own tiles.gpkg, and compares every file. It is identical, or each difference is told with its reason: an input that has changed or is missing, or another version of a library, and then whether the pixels are equal or how far they are apart.</source>
        <translation>Vuelve a hacer un conjunto de datos a partir de lo que dice su dataset.json, con las teselas de su propio tiles.gpkg, y compara todos los archivos. Es idéntico, o se indica cada diferencia con su motivo: una entrada que ha cambiado o falta, u otra versión de una biblioteca, y entonces si los píxeles son iguales o cuánto se apartan.</translation>
    </message>
    <message>
        <source>Makes a labelled dataset of image tiles from a raster and label polygons in one call: tile grid, cloud masking, label join, split and export. It gives the same files as the algorithms one after the other. A dry run counts tiles and classes and estimates the size on disk, and writes nothing.</source>
        <translation>Crea de una vez un conjunto de datos etiquetado de teselas de imagen a partir de un ráster y polígonos de etiquetas: cuadrícula de teselas, máscara de nubes, unión de etiquetas, división y exportación. Da los mismos archivos que los algoritmos uno tras otro. Una simulación cuenta teselas y clases, estima el tamaño en disco y no escribe nada.</translation>
    </message>
    <message>
        <source>Makes all images anew, and replaces what is in the folder under their names. Otherwise rasters made of the same files in the same way are kept, and no other is touched.</source>
        <translation>Hace de nuevo todas las imágenes y reemplaza lo que haya en la carpeta con sus nombres. Si no, se conservan los ráster hechos de los mismos archivos del mismo modo, y ningún otro se toca.</translation>
    </message>
    <message>
        <source>Makes layers of a dataset folder: its tiles with file, class, split and all other columns of tiles.csv, and its objects in map coordinates, read from the files that programs train with. Look at them, or edit classes and splits of the tiles and export them again.</source>
        <translation>Crea capas a partir de la carpeta de un conjunto de datos: sus teselas con archivo, clase, división y todas las demás columnas de tiles.csv, y sus objetos en coordenadas del mapa, leídos de los archivos con los que entrenan los programas. Puede examinarlas, o editar las clases y divisiones de las teselas y volver a exportarlas.</translation>
    </message>
    <message>
        <source>Makes one dataset of two or more that Export Tiles or Build Dataset wrote, with the same layout, format, tile size, bands, type and scaling. Splits stay; classes may differ: those of the first dataset keep their numbers, and masks are written anew where another dataset numbers its classes otherwise. Images are not read again: the new folder holds links to the same bytes, or copies, and its own tables, labels, card and page. Images that are in two splits are told.</source>
        <translation>Hace un solo conjunto de datos de dos o más que escribieron Exportar teselas o Crear conjunto de datos, con la misma disposición, formato, tamaño de tesela, bandas, tipo y escalado. Las divisiones se conservan; las clases pueden diferir: las del primer conjunto conservan sus números, y las máscaras se escriben de nuevo donde otro conjunto numera sus clases de otro modo. Las imágenes no se vuelven a leer: la carpeta nueva contiene enlaces a los mismos bytes, o copias, y sus propias tablas, etiquetas, ficha y página. Se avisa de las imágenes que están en dos divisiones.</translation>
    </message>
    <message>
        <source>Makes one image out of images of many dates, pixel by pixel, without clouds. Clouds are told by mask rasters, one a date, or by the scene classification of Sentinel-2 products. Images on other pixel grids are brought to that of the first one or of a template. The images are read block by block, so that many of them need little memory.</source>
        <translation>Crea una imagen a partir de imágenes de muchas fechas, píxel a píxel, sin nubes. Las nubes las indican ráster de máscara, uno por fecha, o la clasificación de escena de los productos Sentinel-2. Las imágenes en otras cuadrículas de píxeles se llevan a la de la primera o a la de una plantilla. Las imágenes se leen bloque a bloque, así que muchas necesitan poca memoria.</translation>
    </message>
    <message>
        <source>Manifest (tiles.csv)</source>
        <translation>Manifiesto (tiles.csv)</translation>
    </message>
    <message>
        <source>Many images in one run, in place of RASTER: layers, files and Sentinel-2 products. A folder stands for all rasters in it and in the folders below it, without masks and rasters of classes that lie beside images.</source>
        <translation>Muchas imágenes en una sola ejecución, en lugar de RASTER: capas, archivos y productos Sentinel-2. Una carpeta equivale a todos los ráster que hay en ella y en sus subcarpetas, sin las máscaras ni los ráster de clases que están junto a imágenes.</translation>
    </message>
    <message>
        <source>Map services</source>
        <translation>Servicios de mapas</translation>
    </message>
    <message>
        <source>Mask cloudy tiles by marks</source>
        <translation>Descartar teselas nubosas por marcas</translation>
    </message>
    <message>
        <source>Mask cloudy tiles by raster</source>
        <translation>Descartar teselas nubosas por ráster</translation>
    </message>
    <message>
        <source>Mask: class raster or polygons</source>
        <translation>Máscara: ráster de clases o polígonos</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Máscaras</translation>
    </message>
    <message>
        <source>Masks by their names are taken as bands of the images: {names}. To leave cloudy pixels out, give them in {MASKS} or {MASK_FOLDER} instead.</source>
        <translation>Por sus nombres son máscaras y se toman como bandas de las imágenes: {names}. Para descartar los píxeles nubosos, hay que indicarlas en {MASKS} o {MASK_FOLDER}.</translation>
    </message>
    <message>
        <source>Masks have the numbers that {class_map} gives; {CLASS_ORDER} does not change them.</source>
        <translation>Las máscaras tienen los números que da {class_map}; {CLASS_ORDER} no los cambia.</translation>
    </message>
    <message>
        <source>Measures how far apart tiles still tend to have the same class (the range of the variogram), and keeps splits that far apart, or farther when a distance is given. The log explains it.</source>
        <translation>Mide hasta qué distancia las teselas aún tienden a tener la misma clase (el alcance del variograma) y mantiene las divisiones así de separadas, o más si se indica una distancia mayor. El registro lo explica.</translation>
    </message>
    <message>
        <source>Measures the cloudy share of each tile in a mask raster and leaves out those with too much. The share goes to the field cloud_pct. It counts the pixels by the part of them that lies in the tile, so it is exact where the mask is on the tiles' pixel grid. Tiles beyond the mask are left out, because nobody knows.</source>
        <translation>Mide en un ráster de máscara la proporción de nubes de cada tesela y descarta las que tienen demasiadas. La proporción se guarda en el campo cloud_pct. Cada píxel cuenta por la parte que cae en la tesela, así que el resultado es exacto cuando la máscara está en la cuadrícula de píxeles de las teselas. Las teselas que quedan fuera de la máscara se descartan, porque no se sabe si tienen nubes.</translation>
    </message>
    <message>
        <source>Measures which share of each tile every class has, from a class raster or from polygons. Each class gets a field p_ with its name, 0 to 100; the field proportions holds all of them as JSON, and known_pct the part of the tile that has any class. From a raster, nodata is left out and the shares sum to 100. Tiles of whole pixels are counted exactly; where pixels lie partly in a tile, they count by that part, which is sampled 4 times along a pixel or more unless the tile is a rectangle of the raster's grid. From polygons, shares are of the whole tile. Where a tile has no class at all, its fields are NULL.</source>
        <translation>Mide qué proporción de cada tesela tiene cada clase, según un ráster de clases o polígonos. Cada clase recibe un campo p_ con su nombre, de 0 a 100; el campo proportions las contiene todas como JSON, y known_pct, la parte de la tesela que tiene alguna clase. Con un ráster, sin datos no cuenta y las proporciones suman 100. Las teselas de píxeles enteros se cuentan de forma exacta; los píxeles que están en parte en una tesela cuentan por esa parte, que se muestrea 4 veces a lo largo de un píxel o más, salvo que la tesela sea un rectángulo de la cuadrícula del ráster. Con polígonos, las proporciones son de toda la tesela. Donde una tesela no tiene ninguna clase, sus campos son NULL.</translation>
    </message>
    <message>
        <source>Memory ran out; close other programs, or choose a smaller area or tile size.</source>
        <translation>La memoria se agotó; cerrar otros programas, o elegir un área o un tamaño de tesela menores.</translation>
    </message>
    <message>
        <source>Merge datasets</source>
        <translation>Unir conjuntos de datos</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>Metres are those of {zone} ({code}).</source>
        <translation>Los metros son los de {zone} ({code}).</translation>
    </message>
    <message>
        <source>Metres at which all bands of products are read. Empty: 10 for LAYOUT=STACKED, each band's own for SEPARATE.</source>
        <translation>Metros con los que se leen todas las bandas de los productos. Vacío: 10 para LAYOUT=STACKED, los propios de cada banda para SEPARATE.</translation>
    </message>
    <message>
        <source>Metres need a coordinate system and the raster has none: assign one with Raster &gt; Projections &gt; Assign Projection, or give the value in pixels where that is offered.</source>
        <translation>Los metros necesitan un sistema de coordenadas y el ráster no lo tiene: asígnele uno con Ráster &gt; Proyecciones &gt; Asignar proyección, o dé el valor en píxeles donde se ofrezca.</translation>
    </message>
    <message>
        <source>Metres on the ground. Empty: a size that gives some twenty to sixty blocks, which the log tells. A block should be larger than the distance over which the ground looks alike.</source>
        <translation>Metros sobre el terreno. Vacío: un tamaño que da entre unos veinte y sesenta bloques, que el registro indica. Un bloque debe ser mayor que la distancia en la que el terreno se parece.</translation>
    </message>
    <message>
        <source>Minimum distance between splits (m)</source>
        <translation>Distancia mínima entre particiones (m)</translation>
    </message>
    <message>
        <source>Missing input: {name}.</source>
        <translation>Falta la entrada: {name}.</translation>
    </message>
    <message>
        <source>Mistaken classes, as JSON</source>
        <translation>Clases confundidas, como JSON</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Models of {method} do not know how likely a class is; leave {MIN_CERTAINTY} at 0 and {PROBABILITIES} empty.</source>
        <translation>Los modelos {method} no saben lo probable que es una clase; deje {MIN_CERTAINTY} en 0 y {PROBABILITIES} vacío.</translation>
    </message>
    <message>
        <source>Models of {method} do not know how likely a class is; leave {PROBABILITIES_FOLDER} empty.</source>
        <translation>Los modelos de {method} no conocen la probabilidad de una clase; deje {PROBABILITIES_FOLDER} vacío.</translation>
    </message>
    <message>
        <source>More give smaller trees that follow single samples less. Boosting takes 20 when this is 1.</source>
        <translation>Un valor mayor da árboles más pequeños, que siguen menos a las muestras sueltas. Boosting toma 20 cuando este valor es 1.</translation>
    </message>
    <message>
        <source>More in the report: {}</source>
        <translation>Más en el informe: {}</translation>
    </message>
    <message>
        <source>Most clear pixels, in this order: {names} ...</source>
        <translation>Más píxeles despejados, en este orden: {names} ...</translation>
    </message>
    <message>
        <source>Most images</source>
        <translation>Máximo de imágenes</translation>
    </message>
    <message>
        <source>Most levels of a tree</source>
        <translation>Máximo de niveles de un árbol</translation>
    </message>
    <message>
        <source>Most pixels of a class</source>
        <translation>Máximo de píxeles por clase</translation>
    </message>
    <message>
        <source>Most questions that a tree asks of a pixel. Empty: no limit.</source>
        <translation>Máximo de preguntas que un árbol hace a un píxel. Vacío: sin límite.</translation>
    </message>
    <message>
        <source>Most requests</source>
        <translation>Máximo de peticiones</translation>
    </message>
    <message>
        <source>Most tiles</source>
        <translation>Máximo de teselas</translation>
    </message>
    <message>
        <source>Most tiles of a class for training</source>
        <translation>Máximo de teselas de una clase para entrenar</translation>
    </message>
    <message>
        <source>Move it out of the dataset: programs that read the folder would take it too.</source>
        <translation>Sáquelo del conjunto de datos: los programas que leen la carpeta también lo tomarían.</translation>
    </message>
    <message>
        <source>Move it there, or export the dataset again.</source>
        <translation>Muévalo allí o exporte de nuevo el conjunto de datos.</translation>
    </message>
    <message>
        <source>Move the folder out of the dataset.</source>
        <translation>Saque la carpeta del conjunto de datos.</translation>
    </message>
    <message>
        <source>NONE cuts whole pixels and refuses tiles that are off the pixel grid. The others put each tile on a pixel grid of its own. Values: NONE, NEAREST, BILINEAR, CUBIC, AVERAGE.</source>
        <translation>NONE corta píxeles enteros y rechaza las teselas que no encajan en la cuadrícula de píxeles. Los demás dan a cada tesela una cuadrícula de píxeles propia. Valores: NONE, NEAREST, BILINEAR, CUBIC, AVERAGE.</translation>
    </message>
    <message>
        <source>NONE: no split. BANDS: parallel bands, assigned in turn. BLOCKS: square blocks, assigned at random. GROUP: groups of tiles, assigned at random. RANDOM: single tiles, assigned at random; neighbours then come into different splits. SCENE: whole scenes, assigned at random; scenes that show the same ground, as at several dates, go together. Tiles that overlap never do. Values: NONE, BANDS, BLOCKS, GROUP, RANDOM, SCENE.</source>
        <translation>NONE: sin división. BANDS: bandas paralelas, asignadas por turno. BLOCKS: bloques cuadrados, asignados al azar. GROUP: grupos de teselas, asignados al azar. RANDOM: teselas sueltas, asignadas al azar; las vecinas van entonces a divisiones distintas. SCENE: escenas enteras, asignadas al azar; las que muestran el mismo terreno, como en varias fechas, van juntas. Las teselas que se superponen nunca van a divisiones distintas. Valores: NONE, BANDS, BLOCKS, GROUP, RANDOM, SCENE.</translation>
    </message>
    <message>
        <source>NPZ: a NumPy archive a sample. ZARR: a zipped Zarr group a sample, a date in a chunk. GTIFF: a folder a sample with a GeoTIFF a date. Values: NPZ, ZARR, GTIFF.</source>
        <translation>NPZ: un archivo NumPy por muestra. ZARR: un grupo Zarr en zip por muestra, con una fecha por bloque. GTIFF: una carpeta por muestra con un GeoTIFF por fecha. Valores: NPZ, ZARR, GTIFF.</translation>
    </message>
    <message>
        <source>Name a class for all other tiles, or use labels of more classes.</source>
        <translation>Hay que indicar una clase para las demás teselas o usar etiquetas de más clases.</translation>
    </message>
    <message>
        <source>Name a folder for the dataset with {OUTPUT}.</source>
        <translation>Falta una carpeta para el conjunto de datos; se indica con {OUTPUT}.</translation>
    </message>
    <message>
        <source>Name an area of interest: a polygon layer with {AOI}, {AOI_WKT}, or a country, {AOI_NAME}.</source>
        <translation>Nombre un área de interés: una capa de polígonos con {AOI}, {AOI_WKT}, o un país, {AOI_NAME}.</translation>
    </message>
    <message>
        <source>Name of uncertain pixels</source>
        <translation>Nombre de los píxeles inciertos</translation>
    </message>
    <message>
        <source>Name or number of the band of the images that tells clouds; it is not a band of the series then. Sentinel-2 products bring their scene classification.</source>
        <translation>Nombre o número de la banda de las imágenes que indica las nubes; en ese caso no es una banda de la serie. Los productos Sentinel-2 traen su clasificación de escena.</translation>
    </message>
    <message>
        <source>Name the field of {layer} with the true class as {REFERENCE_FIELD}; it has {names}.</source>
        <translation>Indique el campo de {layer} con la clase verdadera como {REFERENCE_FIELD}; tiene {names}.</translation>
    </message>
    <message>
        <source>Name the field of {sourcename} with the split as {SPLIT_FIELD}; it has {field_names}.</source>
        <translation>Falta el campo de {sourcename} con la división; se indica con {SPLIT_FIELD}; tiene {field_names}.</translation>
    </message>
    <message>
        <source>Name the field with the class as {LABEL_FIELD}.</source>
        <translation>Falta el campo con la clase; se indica con {LABEL_FIELD}.</translation>
    </message>
    <message>
        <source>Name the field with the class of the polygons, {LABEL_FIELD}.</source>
        <translation>Falta el campo con la clase de los polígonos, {LABEL_FIELD}.</translation>
    </message>
    <message>
        <source>Name what tells the classes: a raster, {LABEL_RASTER}, or polygons, {LABELS}.</source>
        <translation>Falta lo que indica las clases: un ráster, {LABEL_RASTER}, o polígonos, {LABELS}.</translation>
    </message>
    <message>
        <source>Name what tells the classes: polygons with {LABELS}, or a raster, {LABEL_RASTER}.</source>
        <translation>Falta lo que indica las clases: polígonos con {LABELS}, o un ráster, {LABEL_RASTER}.</translation>
    </message>
    <message>
        <source>Name what tells the true classes: points or polygons, {REFERENCE}, or a raster, {REFERENCE_RASTER}.</source>
        <translation>Indique de dónde salen las clases verdaderas: puntos o polígonos, {REFERENCE}, o un ráster, {REFERENCE_RASTER}.</translation>
    </message>
    <message>
        <source>Name what to download: a table of products with {INPUT}, or their names with {NAMES}; one of the two.</source>
        <translation>Indique qué descargar: una tabla de productos con {INPUT}, o sus nombres con {NAMES}; una de las dos cosas.</translation>
    </message>
    <message>
        <source>Names for codes or classes, for example 10=tree,20=shrub. Codes of one name become one class. A code without a name, as in 0=, is left out like nodata. Ranges make classes of measurements, decimals too, for example 0-19=low,20-100=high or -5--0.5=cold,80-inf=top. Both ends belong to a range; of two that share an end, the one that begins there has it. Numbers that lie in none are left out, once there is a range.</source>
        <translation>Nombres para códigos o clases, por ejemplo 10=tree,20=shrub. Los códigos con un mismo nombre forman una clase. Un código sin nombre, como en 0=, se deja fuera como si no hubiera datos. Los intervalos hacen clases de medidas, también decimales, por ejemplo 0-19=low,20-100=high o -5--0.5=cold,80-inf=top. Ambos extremos pertenecen al intervalo; de dos que comparten un extremo, lo tiene el que empieza ahí. En cuanto hay un intervalo, los números que no están en ninguno se dejan fuera.</translation>
    </message>
    <message>
        <source>Names in the order they are written, for example B04,B03,B02,B08. TCI alone gives the true-colour image. Empty: all bands that the product has at this resolution or finer.</source>
        <translation>Nombres en el orden en que se escriben; por ejemplo, B04,B03,B02,B08. TCI por sí solo da la imagen en color verdadero. Vacío: todas las bandas que el producto tiene con esta resolución o una más fina.</translation>
    </message>
    <message>
        <source>Names of bands in the order they are written, for example B4,B3,B2. Empty: all.</source>
        <translation>Nombres de las bandas en el orden en que se escriben, por ejemplo B4,B3,B2. Vacío: todas.</translation>
    </message>
    <message>
        <source>Names of indices that are computed of the bands and stand behind them, such as NDVI,NDWI. Pixels where one cannot be computed have no value there. Known: NDVI, GNDVI, NDRE, CIG, CIRE, EVI, EVI2, SAVI, MSAVI, OSAVI, ARVI, VARI, NGRDI, GLI, EXG, NDWI, MNDWI, AWEISH, NDMI, NDCI, NDBI, UI, BSI, NBR, NBR2, BAI, NDSI. Texture: the name of one of them, or what a band means, with _MEAN or _SD and an odd number, such as NDVI_SD5 or NIR_MEAN3: the mean or the standard deviation of so many by so many pixels around each.</source>
        <translation>Nombres de índices que se calculan de las bandas y van detrás de ellas, como NDVI,NDWI. Los píxeles donde uno no se puede calcular no tienen valor ahí. Conocidos: NDVI, GNDVI, NDRE, CIG, CIRE, EVI, EVI2, SAVI, MSAVI, OSAVI, ARVI, VARI, NGRDI, GLI, EXG, NDWI, MNDWI, AWEISH, NDMI, NDCI, NDBI, UI, BSI, NBR, NBR2, BAI, NDSI. Textura: el nombre de uno de ellos, o lo que significa una banda, con _MEAN o _SD y un número impar, como NDVI_SD5 o NIR_MEAN3: la media o la desviación estándar de tantos por tantos píxeles alrededor de cada uno.</translation>
    </message>
    <message>
        <source>Names of products</source>
        <translation>Nombres de productos</translation>
    </message>
    <message>
        <source>Names of the files to take of folders, separated by commas, such as img*.tif. * stands for any letters, ? for one; the ending may be left out, and a name with a slash looks at folders too. Empty: all.</source>
        <translation>Nombres de los archivos que se toman de las carpetas, separados por comas, como img*.tif. * representa cualesquiera letras y ? una sola; la extensión puede omitirse, y un nombre con barra mira también las carpetas. Vacío: todos.</translation>
    </message>
    <message>
        <source>Names of the files to take, in the order of their bands, such as red,nir. * stands for any letters, ? for one; the ending may be left out. Where files of several images share a folder, * stands for the image: *_red,*_nir. Empty: all.</source>
        <translation>Nombres de los archivos que se toman, en el orden de sus bandas, como red,nir. * representa cualesquiera letras y ? una sola; la extensión puede omitirse. Si los archivos de varias imágenes comparten carpeta, * representa la imagen: *_red,*_nir. Vacío: todos.</translation>
    </message>
    <message>
        <source>Names of the needed tiles</source>
        <translation>Nombres de las teselas necesarias</translation>
    </message>
    <message>
        <source>Names of tiles (MGRS), separated by commas, for example 31UFT. Empty: all.</source>
        <translation>Nombres de teselas (MGRS), separados por comas, por ejemplo 31UFT. Vacío: todas.</translation>
    </message>
    <message>
        <source>Names or numbers of the bands, for example B04,B08 or 3,4. Empty: all but a band tagged as alpha, which says which pixels are valid. A band that is named by its number is data, alpha or not. Bands without a name are called after their file, without date, satellite, tile and version, or after its folder. A number that would leave dates out counts the bands of each image.</source>
        <translation>Nombres o números de las bandas; por ejemplo, B04,B08 o 3,4. Vacío: todas menos una banda marcada como alfa, que dice qué píxeles son válidos. Una banda que se nombra por su número cuenta como datos, sea alfa o no. Las bandas sin nombre se llaman como su archivo, sin fecha, satélite, tesela ni versión, o como su carpeta. Un número que dejaría fuera alguna fecha cuenta las bandas de cada imagen.</translation>
    </message>
    <message>
        <source>Names to take</source>
        <translation>Nombres que se toman</translation>
    </message>
    <message>
        <source>Near infrared</source>
        <translation>Infrarrojo cercano</translation>
    </message>
    <message>
        <source>Neighbouring pixels are more alike than points far apart, so the standard errors are too small; random points are better.</source>
        <translation>Los píxeles vecinos se parecen más que los puntos alejados, así que los errores estándar son demasiado pequeños; son mejores los puntos al azar.</translation>
    </message>
    <message>
        <source>Neighbours, for KNN</source>
        <translation>Vecinos, para KNN</translation>
    </message>
    <message>
        <source>Net change by class, as JSON</source>
        <translation>Cambio neto por clase, como JSON</translation>
    </message>
    <message>
        <source>New Label Layer</source>
        <translation>Nueva capa de etiquetas</translation>
    </message>
    <message>
        <source>New tiles by class:</source>
        <translation>Teselas nuevas por clase:</translation>
    </message>
    <message>
        <source>Next (N)</source>
        <translation>Siguiente (N)</translation>
    </message>
    <message>
        <source>Next open</source>
        <translation>Siguiente pendiente</translation>
    </message>
    <message>
        <source>No Sentinel-2 tile lies at the area of interest; they reach from 80 degrees south to 84 degrees north.</source>
        <translation>En el área de interés no hay ninguna tesela de Sentinel-2; llegan de 80 grados sur a 84 grados norte.</translation>
    </message>
    <message>
        <source>No exported tile is of the train split, which scaling and statistics are fitted to; check the split field.</source>
        <translation>Ninguna tesela exportada es de la división train, a la que se ajustan el escalado y las estadísticas; compruebe el campo de división.</translation>
    </message>
    <message>
        <source>No image has the name of a class raster: {images} beside {classes}. Give the folders that belong together, or lists in the same order.</source>
        <translation>Ninguna imagen tiene el nombre de un ráster de clases: {images} junto a {classes}. Indique carpetas que vayan juntas, o listas en el mismo orden.</translation>
    </message>
    <message>
        <source>No image is left; check the dates, and the folder or the {RASTERS}.</source>
        <translation>No queda ninguna imagen; compruebe las fechas y la carpeta o los {RASTERS}.</translation>
    </message>
    <message>
        <source>No image is of the time from {START} to {END}; they are from {date} to {images_date}.</source>
        <translation>Ninguna imagen es del periodo de {START} a {END}; son de {date} a {images_date}.</translation>
    </message>
    <message>
        <source>No label of {folder} can be judged, because each class lies in one place only; a label is judged by tiles of its class in other places.</source>
        <translation>No se puede juzgar ninguna etiqueta de {folder}, porque cada clase está en un solo lugar; una etiqueta se juzga por las teselas de su clase en otros lugares.</translation>
    </message>
    <message>
        <source>No library is tried: the folder holds no tiles that one could read.</source>
        <translation>No se prueba ninguna biblioteca: la carpeta no contiene teselas que alguna pueda leer.</translation>
    </message>
    <message>
        <source>No masks: clouds count like everything else.</source>
        <translation>Sin máscaras: las nubes cuentan como todo lo demás.</translation>
    </message>
    <message>
        <source>No object lies on a tile of the split {split}, and programs that look for objects there fail; split the tiles so that each split has some.</source>
        <translation>Ningún objeto cae en una tesela de la división {split}, y fallan los programas que los buscan ahí; divida las teselas de modo que cada división tenga alguno.</translation>
    </message>
    <message>
        <source>No object lies on a tile; check {OBJECTS} and the tiles.</source>
        <translation>Ningún objeto cae en una tesela; revise {OBJECTS} y las teselas.</translation>
    </message>
    <message>
        <source>No pixel of the masks is of a class that {class_map} names.</source>
        <translation>Ningún píxel de las máscaras es de una clase que {class_map} nombre.</translation>
    </message>
    <message>
        <source>No pixel of the masks is of {names}, which {class_map} names.</source>
        <translation>Ningún píxel de las máscaras es de {names}, que {class_map} nombra.</translation>
    </message>
    <message>
        <source>No pixel of {names} is cloudy by {rule} (of the {most} million that were looked at); {codes}. Check that {settings} are those of this kind of mask, or go on if there are no clouds.</source>
        <translation>Ningún píxel de {names} es nuboso según {rule} (de los {most} millones que se miraron); {codes}. Compruebe que {settings} son los de este tipo de máscara, o continúe si no hay nubes.</translation>
    </message>
    <message>
        <source>No pixel of {names} is cloudy by {rule}; {codes}. Check that {settings} are those of this kind of mask, or go on if there are no clouds.</source>
        <translation>Ningún píxel de {names} es nuboso según {rule}; {codes}. Compruebe que {settings} son los de este tipo de máscara, o continúe si no hay nubes.</translation>
    </message>
    <message>
        <source>No pixel of {raster} has {codes}, which {CLASS_MAP} names.</source>
        <translation>Ningún píxel de {raster} tiene {codes}, que figura en {CLASS_MAP}.</translation>
    </message>
    <message>
        <source>No pixel of {raster} with values in all bands has a class in {layer}; check where the two lie, and their nodata values.</source>
        <translation>Ningún píxel de {raster} con valores en todas las bandas tiene una clase en {layer}; compruebe dónde están los dos y sus valores nodata.</translation>
    </message>
    <message>
        <source>No pixel of {raster} with values in all bands has its centre in a polygon of {layer}; check where the polygons lie, their coordinate system, and the raster's nodata value. Polygons smaller than a pixel may hold no centre.</source>
        <translation>Ningún píxel de {raster} con valores en todas las bandas tiene su centro en un polígono de {layer}; compruebe dónde están los polígonos, su sistema de coordenadas y el valor sin datos del ráster. Los polígonos menores que un píxel pueden no contener ningún centro.</translation>
    </message>
    <message>
        <source>No pixel with values in all bands has its centre in a polygon; check where the polygons lie, their coordinate system, and the rasters' nodata values. Polygons smaller than a pixel may hold no centre.</source>
        <translation>Ningún píxel con valores en todas las bandas tiene su centro en un polígono; compruebe dónde están los polígonos, su sistema de coordenadas y los valores sin datos de los ráster. Los polígonos menores que un píxel pueden no contener ningún centro.</translation>
    </message>
    <message>
        <source>No point of {layer} has a class in its field {field}; fill it in first.</source>
        <translation>Ningún punto de {layer} tiene una clase en su campo {field}; rellénelo primero.</translation>
    </message>
    <message>
        <source>No polygon of the label layer {layer} lies near {count} of {total} scenes: {names}.</source>
        <translation>Ningún polígono de la capa de etiquetas {layer} está cerca de {count} de {total} escenas: {names}.</translation>
    </message>
    <message>
        <source>No polygon of the label layer {name} lies near the tiles; check its coordinate system.</source>
        <translation>Ningún polígono de la capa de etiquetas {name} está cerca de las teselas; comprobar su sistema de coordenadas.</translation>
    </message>
    <message>
        <source>No product has a band that {BANDS} asks for; choose other {BANDS}.</source>
        <translation>Ningún producto tiene una banda de las que pide {BANDS}; elija otras {BANDS}.</translation>
    </message>
    <message>
        <source>No product is selected; select some, or list their names.</source>
        <translation>No hay ningún producto seleccionado; seleccione algunos, o enumere sus nombres.</translation>
    </message>
    <message>
        <source>No row of {manifest} names {name}.</source>
        <translation>Ninguna fila de {manifest} nombra {name}.</translation>
    </message>
    <message>
        <source>No side of a tile is longer than this, in metres.</source>
        <translation>Ningún lado de una tesela es más largo que esto, en metros.</translation>
    </message>
    <message>
        <source>No tile has a valid pixel in {name}, so there is nothing to fit the scaling to; check the raster's nodata value and {NODATA}.</source>
        <translation>Ninguna tesela tiene un píxel válido en {name}, así que no hay nada a lo que ajustar el escalado; compruebe el valor sin datos del ráster y {NODATA}.</translation>
    </message>
    <message>
        <source>No tile has any class: check that the labels lie where the tiles are.</source>
        <translation>Ninguna tesela tiene clase: comprobar que las etiquetas están donde las teselas.</translation>
    </message>
    <message>
        <source>No tile has {} in its name.</source>
        <translation>Ninguna tesela lleva {} en su nombre.</translation>
    </message>
    <message>
        <source>No tile is for validation, so {file} names the training images for it; split the tiles.</source>
        <translation>Ninguna tesela es para validar, así que {file} nombra para ello las imágenes de entrenamiento; divida las teselas.</translation>
    </message>
    <message>
        <source>No tile is left of {count}: {why}. Change the settings that reject them.</source>
        <translation>No queda ninguna tesela de {count}: {why}. Hay que cambiar los ajustes que las rechazan.</translation>
    </message>
    <message>
        <source>No tile is left of {count}: {why}. {remedy}</source>
        <translation>No queda ninguna tesela de {count}: {why}. {remedy}</translation>
    </message>
    <message>
        <source>No tile is left; the layer of rejected tiles tells why.</source>
        <translation>No queda ninguna tesela; la capa de teselas descartadas dice por qué.</translation>
    </message>
    <message>
        <source>No tile of {classes} is in {split}.</source>
        <translation>Ninguna tesela de {classes} está en {split}.</translation>
    </message>
    <message>
        <source>Nobody signed in within {minutes:.0f} minutes; try again.</source>
        <translation>Nadie inició sesión en {minutes:.0f} minutos; inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Nodata</source>
        <translation>Nodata</translation>
    </message>
    <message>
        <source>Nodata is NaN.</source>
        <translation>El valor sin datos es NaN.</translation>
    </message>
    <message>
        <source>Nodata is {value:g}, as in all inputs.</source>
        <translation>El valor sin datos es {value:g}, como en todas las entradas.</translation>
    </message>
    <message>
        <source>Nodata is {value:g}, as set.</source>
        <translation>El valor sin datos es {value:g}, como se indicó.</translation>
    </message>
    <message>
        <source>Nodata of {raster} is {bands}, and {format} tiles have none: these pixels count as data there. Make a raster with one nodata value by Stack Bands first, and cut that.</source>
        <translation>El valor sin datos de {raster} es {bands}, y las teselas {format} no tienen ninguno: allí esos píxeles cuentan como datos. Antes hay que crear un ráster con un solo valor sin datos mediante Apilar bandas, y cortar ese.</translation>
    </message>
    <message>
        <source>Nodata of {raster} is {bands}, and {format} tiles have one value for all bands, {nodata:.10g}: pixels of other values count as data there. Make a raster with one nodata value by Stack Bands first, and cut that.</source>
        <translation>El valor sin datos de {raster} es {bands}, y las teselas {format} tienen un solo valor para todas las bandas, {nodata:.10g}: allí los píxeles de otros valores cuentan como datos. Antes hay que crear un ráster con un solo valor sin datos mediante Apilar bandas, y cortar ese.</translation>
    </message>
    <message>
        <source>Nodata value of the result</source>
        <translation>Valor sin datos del resultado</translation>
    </message>
    <message>
        <source>None of {count} products could be downloaded: {failed}. Run again to try once more.</source>
        <translation>No se pudo descargar ninguno de los {count} productos: {failed}. Ejecute de nuevo para volver a intentarlo.</translation>
    </message>
    <message>
        <source>None of {count} tiles can be exported: {why}.</source>
        <translation>No se puede exportar ninguna de las {count} teselas: {why}.</translation>
    </message>
    <message>
        <source>None of {count} tiles is written: {reason}.</source>
        <translation>No se escribe ninguna de las {count} teselas: {reason}.</translation>
    </message>
    <message>
        <source>None of {count} windows is left: {why_none}. Nothing is written.</source>
        <translation>No queda ninguna de las {count} ventanas: {why_none}. No se escribe nada.</translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation>Sin juzgar</translation>
    </message>
    <message>
        <source>Not passed: the splits leak.</source>
        <translation>No superada: hay fugas entre las divisiones.</translation>
    </message>
    <message>
        <source>Not passed: {count} fault was found in the dataset.</source>
        <translation>No aprobado: se ha encontrado {count} fallo en el conjunto de datos.</translation>
    </message>
    <message>
        <source>Not passed: {count} faults were found in the dataset.</source>
        <translation>No aprobado: se han encontrado {count} fallos en el conjunto de datos.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Nothing can be written beside the dataset, in {folder} ({error}); give {OUTPUT}, a folder elsewhere.</source>
        <translation>No se puede escribir nada junto al conjunto de datos, en {folder} ({error}); indique {OUTPUT}, una carpeta en otro lugar.</translation>
    </message>
    <message>
        <source>Nothing is cleaned: give {MIN_AREA}, or a {MAJORITY} of 3 or more.</source>
        <translation>No se limpia nada: dé {MIN_AREA}, o un {MAJORITY} de 3 o más.</translation>
    </message>
    <message>
        <source>Nothing is left; the column reason of the table tells why.</source>
        <translation>No queda nada; la columna reason de la tabla dice por qué.</translation>
    </message>
    <message>
        <source>Nothing is wrong</source>
        <translation>Nada está mal</translation>
    </message>
    <message>
        <source>Nothing leads from the coordinate system "{first}" to "{second}"; if one of them is a local one, assign the layer its real one with Raster &gt; Projections &gt; Assign Projection.</source>
        <translation>Nada lleva del sistema de coordenadas «{first}» a «{second}»; si uno de ellos es local, asigne a la capa el verdadero con Ráster &gt; Proyecciones &gt; Asignar proyección.</translation>
    </message>
    <message>
        <source>Nothing leads from the coordinate system of {layer}, "{first}", to that of {other}, "{second}"; if one of them is a local one, assign the layer its real one (right-click the layer, Layer CRS).</source>
        <translation>Nada lleva del sistema de coordenadas de {layer}, «{first}», al de {other}, «{second}»; si uno de ellos es local, asigne a la capa el verdadero (clic derecho en la capa, SRC de la capa).</translation>
    </message>
    <message>
        <source>Nothing leaks</source>
        <translation>Sin fugas</translation>
    </message>
    <message>
        <source>Nothing leaks between the splits.</source>
        <translation>No hay fugas entre las divisiones.</translation>
    </message>
    <message>
        <source>Nothing tells how large the pixels of {name} are; give {METERS_PER_PIXEL} or {PIXELS}.</source>
        <translation>Nada indica el tamaño de los píxeles de {name}; indique {METERS_PER_PIXEL} o {PIXELS}.</translation>
    </message>
    <message>
        <source>Nothing tells the clouds of {count} date, and {MAX_CLOUD} does not leave it out: {dates}.</source>
        <translation>Nada indica las nubes de {count} fecha, y {MAX_CLOUD} no la excluye: {dates}.</translation>
    </message>
    <message>
        <source>Nothing tells the clouds of {count} dates, and {MAX_CLOUD} leaves none of them out: {dates}.</source>
        <translation>Nada indica las nubes de {count} fechas, y {MAX_CLOUD} no excluye ninguna de ellas: {dates}.</translation>
    </message>
    <message>
        <source>Nothing tells the clouds of {names}: they stay.</source>
        <translation>Nada indica las nubes de {names}: se quedan.</translation>
    </message>
    <message>
        <source>Nothing tells the date of {name}: neither its metadata, nor its name, nor the names of its bands. Give a {DATE_PATTERN} or a {DATE_TABLE}; if it is not an image of the series, move it out of the folder, or name the images in {RASTERS}.</source>
        <translation>Nada indica la fecha de {name}: ni sus metadatos, ni su nombre, ni los nombres de sus bandas. Indique {DATE_PATTERN} o {DATE_TABLE}; si no es una imagen de la serie, sáquela de la carpeta o indique las imágenes en {RASTERS}.</translation>
    </message>
    <message>
        <source>Nothing tells the date of {name}; give a {DATE_TABLE}.</source>
        <translation>Nada indica la fecha de {name}; indique {DATE_TABLE}.</translation>
    </message>
    <message>
        <source>Nothing was found; check {COLLECTION}, the area and the days, or raise {MAX_CLOUD}.</source>
        <translation>No se encontró nada; compruebe {COLLECTION}, el área y los días, o aumente {MAX_CLOUD}.</translation>
    </message>
    <message>
        <source>NumPy archive (.npz)</source>
        <translation>Archivo de NumPy (.npz)</translation>
    </message>
    <message>
        <source>Number of bands, for BANDS</source>
        <translation>Número de bandas, para BANDS</translation>
    </message>
    <message>
        <source>Number of clear dates</source>
        <translation>Número de fechas despejadas</translation>
    </message>
    <message>
        <source>Number of days</source>
        <translation>Número de días</translation>
    </message>
    <message>
        <source>Numbers and names of classes, for example 1=tree,2=shrub. Of polygons: the number that each class gets, and no others are used; empty: whole numbers keep theirs, other classes are numbered 1, 2, ... in the order of the class folders. Of a class raster: names for its values; values of one name become one class, whereupon all classes are numbered 1, 2, ... in the order of their values, those that are named here first; a value without a name, as in 9=, is ignored. Ranges make classes of a raster of measurements, for example 0-19=low,20-100=high; they are numbered in their order, and what lies in none is ignored.</source>
        <translation>Números y nombres de clases, por ejemplo 1=tree,2=shrub. De polígonos: el número que recibe cada clase, y no se usan otras; vacío: los números enteros conservan el suyo, las demás clases se numeran 1, 2, ... en el orden de las carpetas de clases. De un ráster de clases: nombres para sus valores; los valores con un mismo nombre forman una clase, y entonces todas las clases se numeran 1, 2, ... en el orden de sus valores, primero las nombradas aquí; un valor sin nombre, como en 9=, se ignora. Los intervalos hacen clases de un ráster de medidas, por ejemplo 0-19=low,20-100=high; se numeran en su orden, y lo que no está en ninguno se ignora.</translation>
    </message>
    <message>
        <source>Numbers of classes</source>
        <translation>Números de clases</translation>
    </message>
    <message>
        <source>Numbers of the bands that are shown as red, green and blue, such as 4,3,2. Empty: the first three. For images.</source>
        <translation>Números de las bandas que se muestran como rojo, verde y azul, como 4,3,2. Vacío: las tres primeras. Para imágenes.</translation>
    </message>
    <message>
        <source>Numbers of the bands to take, in order, such as 3,2,1. Empty: all but a band tagged as alpha, which says which pixels are valid. A band that is named by its number is data, alpha or not.</source>
        <translation>Números de las bandas que se toman, en orden, como 3,2,1. Vacío: todas menos una banda marcada como alfa, que dice qué píxeles son válidos. Una banda que se nombra por su número cuenta como datos, sea alfa o no.</translation>
    </message>
    <message>
        <source>Numbers of the bands to take, in the order of the model's, such as 3,2,1. Empty: the bands that are called like the model's, else all but a band tagged as alpha. Without the indices that the model was trained with: these are computed.</source>
        <translation>Números de las bandas que se toman, en el orden de las del modelo, como 3,2,1. Vacío: las bandas que se llaman como las del modelo, o si no todas menos una banda marcada como alfa. Sin los índices con los que se entrenó el modelo: estos se calculan.</translation>
    </message>
    <message>
        <source>Numbers of the bands to train on, in order, such as 3,2,1. Empty: all but a band tagged as alpha, which says which pixels are valid. A band that is named by its number is data, alpha or not. Of tables all columns of values are taken.</source>
        <translation>Números de las bandas con las que se entrena, en orden, como 3,2,1. Vacío: todas menos una banda marcada como alfa, que dice qué píxeles son válidos. Una banda que se nombra por su número cuenta como datos, sea alfa o no. De las tablas se toman todas las columnas de valores.</translation>
    </message>
    <message>
        <source>Numbers of the bands to use, such as 3,2,1. Empty: all.</source>
        <translation>Números de las bandas que se usan, como 3,2,1. Vacío: todas.</translation>
    </message>
    <message>
        <source>Numbers of the classes</source>
        <translation>Números de las clases</translation>
    </message>
    <message>
        <source>OLOFSSON: rare classes get the least number and the others share the rest by area, as Olofsson et al. (2014) advise. EQUAL: the same number for each. PROPORTIONAL: by area. NEYMAN: by area and expected accuracy, which gives the overall accuracy its smallest error. Values: OLOFSSON, EQUAL, PROPORTIONAL, NEYMAN.</source>
        <translation>OLOFSSON: las clases raras reciben el mínimo y las demás se reparten el resto según su área, como aconsejan Olofsson et al. (2014). EQUAL: el mismo número para cada una. PROPORTIONAL: según el área. NEYMAN: según el área y la exactitud esperada, lo que da a la exactitud global su menor error. Valores: OLOFSSON, EQUAL, PROPORTIONAL, NEYMAN.</translation>
    </message>
    <message>
        <source>ONNX model for embeddings</source>
        <translation>Modelo ONNX para las representaciones</translation>
    </message>
    <message>
        <source>Object {name} has the unknown class {number}.</source>
        <translation>El objeto {name} tiene la clase desconocida {number}.</translation>
    </message>
    <message>
        <source>Object {number} of {where} has an unknown class or no box; export the dataset again.</source>
        <translation>El objeto {number} de {where} tiene una clase desconocida o carece de recuadro; vuelva a exportar el conjunto de datos.</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objetos</translation>
    </message>
    <message>
        <source>Objects of the dataset</source>
        <translation>Objetos del conjunto de datos</translation>
    </message>
    <message>
        <source>Objects on the tiles, of a dry run</source>
        <translation>Objetos en las teselas, de una simulación</translation>
    </message>
    <message>
        <source>Objects on the tiles: {counts}.</source>
        <translation>Objetos en las teselas: {counts}.</translation>
    </message>
    <message>
        <source>Objects on the tiles: {count}.</source>
        <translation>Objetos en las teselas: {count}.</translation>
    </message>
    <message>
        <source>Objects on them: {}</source>
        <translation>Objetos en ellas: {}</translation>
    </message>
    <message>
        <source>Objects to be found</source>
        <translation>Objetos que se buscan</translation>
    </message>
    <message>
        <source>Objects: {}</source>
        <translation>Objetos: {}</translation>
    </message>
    <message>
        <source>Of the intervals: at 95 %, 95 of 100 such intervals contain the true value.</source>
        <translation>De los intervalos: con 95 %, 95 de cada 100 contienen el valor verdadero.</translation>
    </message>
    <message>
        <source>Of {all} images {done} were made now, {whole} were there already and {failed} failed.</source>
        <translation>De {all} imágenes, {done} se hicieron ahora, {whole} ya estaban y {failed} fallaron.</translation>
    </message>
    <message>
        <source>Of {count} settings {settings} was the best on held-out polygons.</source>
        <translation>De {count} ajustes, el mejor en polígonos reservados fue {settings}.</translation>
    </message>
    <message>
        <source>Offset, set by hand</source>
        <translation>Desplazamiento, fijado a mano</translation>
    </message>
    <message>
        <source>One line for each class: its row of the error matrix, its accuracies and its area, with standard errors and intervals.</source>
        <translation>Una línea por clase: su fila de la matriz de error, sus exactitudes y su área, con errores estándar e intervalos.</translation>
    </message>
    <message>
        <source>One line for each pair of classes that occurs: its code, its area, and its share of all and of what the class was before.</source>
        <translation>Una línea por cada par de clases que aparece: su código, su superficie y su proporción del total y de lo que era la clase antes.</translation>
    </message>
    <message>
        <source>One of the {count} {units} holds {percent:.4g} % of the tiles, so the shares cannot come out as asked.</source>
        <translation>De {count} {units}, un solo elemento contiene el {percent:.4g} % de las teselas, así que las proporciones no pueden salir como se pidieron.</translation>
    </message>
    <message>
        <source>One or more images to take samples of, instead of tables.</source>
        <translation>Una o más imágenes de las que se toman muestras, en lugar de tablas.</translation>
    </message>
    <message>
        <source>Only counts tiles and classes and estimates the size on disk.</source>
        <translation>Solo cuenta teselas y clases y estima el tamaño en disco.</translation>
    </message>
    <message>
        <source>Only counts tiles and requests, and estimates the size on disk.</source>
        <translation>Solo cuenta las teselas y las peticiones, y estima el tamaño en disco.</translation>
    </message>
    <message>
        <source>Only counts tiles, and the requests to a service.</source>
        <translation>Solo cuenta las teselas y las peticiones a un servicio.</translation>
    </message>
    <message>
        <source>Only one of the {count} {units} holds {classes}, so only one split can.</source>
        <translation>De {count} {units}, solo un elemento contiene {classes}, así que solo una división puede contenerlo.</translation>
    </message>
    <message>
        <source>Only one of {RASTER} and {STRATA} has a coordinate system, so they cannot be laid over each other; assign the other one its own (right-click the layer, Layer CRS).</source>
        <translation>Solo uno de {RASTER} y {STRATA} tiene sistema de coordenadas, así que no se pueden superponer; asigne al otro el suyo (clic derecho en la capa, SRC de la capa).</translation>
    </message>
    <message>
        <source>Only so many tiles are exported, the first in the order of tile_id; the others are listed as rejected. For a trial, or a service that allows few requests.</source>
        <translation>Solo se exporta este número de teselas, las primeras por orden de tile_id; las demás figuran como rechazadas. Para una prueba, o para un servicio que permite pocas peticiones.</translation>
    </message>
    <message>
        <source>Only tell what would be written: dates, samples, bytes, and how large parcels are.</source>
        <translation>Solo dice qué se escribiría: fechas, muestras, bytes y el tamaño de las parcelas.</translation>
    </message>
    <message>
        <source>Only {raster} has {names}.</source>
        <translation>Solo {raster} tiene {names}.</translation>
    </message>
    <message>
        <source>Only {read} of the {count} features of {layer} can be read: it is damaged, or was changed meanwhile. Run again, or get the file again.</source>
        <translation>Solo se pueden leer {read} de los {count} objetos de {layer}: está dañada o ha cambiado mientras tanto. Ejecute de nuevo u obtenga otra vez el archivo.</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Opacidad</translation>
    </message>
    <message>
        <source>Open Classify Raster with this image and the classifier that was trained last.</source>
        <translation>Abre Clasificar ráster con esta imagen y el último clasificador entrenado.</translation>
    </message>
    <message>
        <source>Open Train Classifier with these settings, to save the classifier and measure its accuracy.</source>
        <translation>Abre Entrenar clasificador con estos ajustes, para conservar el clasificador y medirlo.</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Abriendo…</translation>
    </message>
    <message>
        <source>Order of the classes</source>
        <translation>Orden de las clases</translation>
    </message>
    <message>
        <source>Other catalogue</source>
        <translation>Otro catálogo</translation>
    </message>
    <message>
        <source>Otherwise tiles of test are left out: who corrects their labels by what a model says measures later models by it. The log says how many there are.</source>
        <translation>Si no, las teselas de test quedan fuera: quien corrige sus etiquetas por lo que dice un modelo mide con ello los modelos posteriores. El registro dice cuántas hay.</translation>
    </message>
    <message>
        <source>Out-of-bag accuracy: {percent:.1f} %. It is too high where neighbouring pixels are alike.</source>
        <translation>Exactitud fuera de bolsa: {percent:.1f} %. Es demasiado alta donde los píxeles vecinos se parecen.</translation>
    </message>
    <message>
        <source>Output pixel size (m)</source>
        <translation>Tamaño de píxel de salida (m)</translation>
    </message>
    <message>
        <source>Output size (pixels)</source>
        <translation>Tamaño de salida (píxeles)</translation>
    </message>
    <message>
        <source>Over a raster: a place, on it or not, where a corner of tiles lies or would lie if the grid went on there; it is moved to the nearest corner of a pixel, so that tiles are whole pixels still. Rasters on one pixel grid get the same tiles with the same place, as DeepSatData (Tarasiou and Zafeiriou, 2021) has them. Empty: the raster's upper left corner.</source>
        <translation>Sobre un ráster: un lugar, en él o fuera, donde hay una esquina de teselas o la habría si la cuadrícula siguiera hasta allí; se mueve a la esquina de píxel más cercana, de modo que las teselas siguen siendo píxeles enteros. Con el mismo lugar, los ráster de una misma cuadrícula de píxeles tienen las mismas teselas, como en DeepSatData (Tarasiou y Zafeiriou, 2021). Vacío: la esquina superior izquierda del ráster.</translation>
    </message>
    <message>
        <source>Overall accuracy, 0 to 1</source>
        <translation>Exactitud global, de 0 a 1</translation>
    </message>
    <message>
        <source>Overall accuracy: {percent:.1f} %, standard error {error:.1f} %, from {count} point or pixel.</source>
        <translation>Exactitud global: {percent:.1f} %, error estándar {error:.1f} %, con {count} punto o píxel.</translation>
    </message>
    <message>
        <source>Overall accuracy: {percent:.1f} %, standard error {error:.1f} %, from {count} points or pixels.</source>
        <translation>Exactitud global: {percent:.1f} %, error estándar {error:.1f} %, con {count} puntos o píxeles.</translation>
    </message>
    <message>
        <source>Overlap (pixels)</source>
        <translation>Superposición (píxeles)</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>PNG holds values of 8 or 16 bits without sign and the raster has {dtype}; choose a {SCALING} other than NONE, or {FORMAT=GTIFF|NPY}.</source>
        <translation>PNG contiene valores de 8 o 16 bits sin signo y el ráster tiene {dtype}; elija en {SCALING} un valor que no sea NONE, o {FORMAT=GTIFF|NPY}.</translation>
    </message>
    <message>
        <source>POLYGON writes outlines, BOX upright rectangles around what lies on the tile, ORIENTED_BOX rotated rectangles around the whole object. AUTO is what the layout is mostly used for. Values: AUTO, POLYGON, BOX, ORIENTED_BOX.</source>
        <translation>POLYGON escribe contornos, BOX rectángulos derechos alrededor de lo que cae en la tesela, ORIENTED_BOX rectángulos girados alrededor del objeto entero. AUTO es aquello para lo que más se usa la organización. Valores: AUTO, POLYGON, BOX, ORIENTED_BOX.</translation>
    </message>
    <message>
        <source>Package dataset</source>
        <translation>Empaquetar conjunto de datos</translation>
    </message>
    <message>
        <source>Packs a dataset folder into one ZIP file, or into WebDataset shards, to share it: images, masks, labels, proportions, splits, manifest and README, with the checksum of each file. Everything is read back and compared, with what was read and with the manifest, before the package gets its name. The same dataset gives the same bytes. The name ends in digits that stand for the tiles and the settings of the dataset, so that two datasets never share a file.</source>
        <translation>Empaqueta una carpeta de conjunto de datos en un archivo ZIP, o en fragmentos WebDataset, para compartirla: imágenes, máscaras, etiquetas, proporciones, divisiones, manifiesto y README, con la suma de comprobación de cada archivo. Todo se vuelve a leer y se compara, con lo leído y con el manifiesto, antes de que el paquete reciba su nombre. El mismo conjunto de datos da los mismos bytes. El nombre termina en cifras que representan las teselas y los ajustes del conjunto de datos, de modo que dos conjuntos de datos nunca compartan un archivo.</translation>
    </message>
    <message>
        <source>Pairs of scenes</source>
        <translation>Pares de escenas</translation>
    </message>
    <message>
        <source>Parcel numbers</source>
        <translation>Números de parcela</translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation>Parcelas</translation>
    </message>
    <message>
        <source>Part of the grid</source>
        <translation>Parte de la cuadrícula</translation>
    </message>
    <message>
        <source>Parts for measuring quality</source>
        <translation>Partes para medir la calidad</translation>
    </message>
    <message>
        <source>Passed: no fault was found in the dataset.</source>
        <translation>Aprobado: no se ha encontrado ningún fallo en el conjunto de datos.</translation>
    </message>
    <message>
        <source>Passed: no leak was found between the splits.</source>
        <translation>Superada: no se encontró ninguna fuga entre las divisiones.</translation>
    </message>
    <message>
        <source>Patches of fewer than {count} pixels take the class of their largest neighbour.</source>
        <translation>Las manchas de menos de {count} píxeles toman la clase de su vecina mayor.</translation>
    </message>
    <message>
        <source>Patches of one class that are smaller take the class of their largest neighbour; those without a large enough neighbour stay. 0 keeps all.</source>
        <translation>Las manchas de una clase que son menores toman la clase de su vecina mayor; las que no tienen una vecina bastante grande se quedan. 0 las conserva todas.</translation>
    </message>
    <message>
        <source>Paths of the chosen (JSON)</source>
        <translation>Rutas de los elegidos (JSON)</translation>
    </message>
    <message>
        <source>Paths of the products (JSON)</source>
        <translation>Rutas de los productos (JSON)</translation>
    </message>
    <message>
        <source>Perhaps wrong</source>
        <translation>Quizá errónea</translation>
    </message>
    <message>
        <source>Picture of one tile</source>
        <translation>Imagen de una tesela</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Pictures beside each other.</source>
        <translation>Imágenes, una al lado de otra.</translation>
    </message>
    <message>
        <source>Pieces of a smaller area in pixels are small and, unless this is 0, those in which the centre of no pixel lies.</source>
        <translation>Los trozos de menor área en píxeles son pequeños y, salvo que esto sea 0, también los que no contienen el centro de ningún píxel.</translation>
    </message>
    <message>
        <source>Pieces of objects</source>
        <translation>Trozos de objetos</translation>
    </message>
    <message>
        <source>Pieces with less of their object's area are small. Empty: 0, or 70 for oriented boxes.</source>
        <translation>Los trozos con menos superficie de su objeto son pequeños. Vacío: 0, o 70 para cajas giradas.</translation>
    </message>
    <message>
        <source>Pixel grid</source>
        <translation>Cuadrícula de píxeles</translation>
    </message>
    <message>
        <source>Pixel size (m)</source>
        <translation>Tamaño del píxel (m)</translation>
    </message>
    <message>
        <source>Pixel size at which products are read, in metres. Values: 10, 20, 60.</source>
        <translation>Tamaño de píxel con el que se leen los productos, en metros. Valores: 10, 20, 60.</translation>
    </message>
    <message>
        <source>Pixel size without a raster (m)</source>
        <translation>Tamaño de píxel sin ráster (m)</translation>
    </message>
    <message>
        <source>Pixels a template pixel, along a side</source>
        <translation>Píxeles por píxel de la plantilla, a lo largo de un lado</translation>
    </message>
    <message>
        <source>Pixels by class, as JSON</source>
        <translation>Píxeles por clase, como JSON</translation>
    </message>
    <message>
        <source>Pixels drawn from each raster when no polygons are given. Used by KMEANS only.</source>
        <translation>Píxeles que se toman de cada ráster cuando no se dan polígonos. Solo se usa con KMEANS.</translation>
    </message>
    <message>
        <source>Pixels in conflict</source>
        <translation>Píxeles en conflicto</translation>
    </message>
    <message>
        <source>Pixels left over: columns {}, rows {}</source>
        <translation>Píxeles sobrantes: columnas {}, filas {}</translation>
    </message>
    <message>
        <source>Pixels of an image, for KMEANS</source>
        <translation>Píxeles de una imagen, para KMEANS</translation>
    </message>
    <message>
        <source>Pixels of one patch share</source>
        <translation>Los píxeles de una mancha comparten</translation>
    </message>
    <message>
        <source>Pixels of the masks: {counts}.</source>
        <translation>Píxeles de las máscaras: {counts}.</translation>
    </message>
    <message>
        <source>Pixels of the new tiles are {size:.3g} m wide and those of the dataset {other:.3g} m; resample the new {SCENES} first, or build one dataset of all with {METERS_PER_PIXEL}.</source>
        <translation>Los píxeles de las teselas nuevas miden {size:.3g} m y los del conjunto de datos {other:.3g} m; remuestree antes las {SCENES} nuevas o haga un solo conjunto de todas con {METERS_PER_PIXEL}.</translation>
    </message>
    <message>
        <source>Pixels of which the mask polygons cover less are background.</source>
        <translation>Los píxeles de los que los polígonos de máscara cubren menos son fondo.</translation>
    </message>
    <message>
        <source>Pixels of which the polygons cover less are background. 0 takes every pixel that a polygon covers partly or fully, as DeepSatData does (Tarasiou and Zafeiriou, 2021); 100 takes pixels that are covered fully.</source>
        <translation>Los píxeles de los que los polígonos cubren menos son fondo. 0 toma todo píxel que un polígono cubre en parte o por completo, como hace DeepSatData (Tarasiou y Zafeiriou, 2021); 100 toma los píxeles cubiertos por completo.</translation>
    </message>
    <message>
        <source>Pixels of {raster} are not all of one size; in the middle a pixel is {area:.6g} m².</source>
        <translation>No todos los píxeles de {raster} son de un tamaño; en el centro un píxel mide {area:.6g} m².</translation>
    </message>
    <message>
        <source>Pixels that neighbouring tiles share. Below 0, a gap of so many pixels between them.</source>
        <translation>Píxeles que comparten las teselas vecinas. Por debajo de 0, una separación de tantos píxeles entre ellas.</translation>
    </message>
    <message>
        <source>Pixels that two labels cover wholly tell of errors in the outlines.</source>
        <translation>Los píxeles que dos etiquetas cubren por completo indican errores en los contornos.</translation>
    </message>
    <message>
        <source>Pixels whose centre lies in no object, and those that are background in the mask, become FILL in the images. Statistics leave them out.</source>
        <translation>Los píxeles cuyo centro no está en ningún objeto, y los que son fondo en la máscara, pasan a valer FILL en las imágenes. Las estadísticas no los cuentan.</translation>
    </message>
    <message>
        <source>Pixels whose likeliest class is less likely than this get a class of their own. Not for K-means and SVM.</source>
        <translation>Los píxeles cuya clase más probable es menos probable que esto reciben una clase propia. No para K-means ni SVM.</translation>
    </message>
    <message>
        <source>Pixels with another class</source>
        <translation>Píxeles con otra clase</translation>
    </message>
    <message>
        <source>Pixels without a value hold {one} in {first} and {two} in {other}; export one of them again with the {NODATA} of the other.</source>
        <translation>Los píxeles sin valor contienen {one} en {first} y {two} en {other}; exporte uno de ellos de nuevo con el {NODATA} del otro.</translation>
    </message>
    <message>
        <source>Planetary Computer</source>
        <translation>Planetary Computer</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>Punto</translation>
    </message>
    <message>
        <source>Point {} of {}. Another map tool is active, so the keys do nothing.</source>
        <translation>Punto {} de {}. Otra herramienta tiene el mapa, así que las teclas no hacen nada.</translation>
    </message>
    <message>
        <source>Point {} of {}. Keys 1 to 9 set the class, 0 clears it; N is next, P back.</source>
        <translation>Punto {} de {}. Las teclas 1 a 9 fijan la clase, 0 la quita; N es siguiente, P atrás.</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <source>Points and lines become objects of so many metres to each side, on the ground. Polygons grow by as much.</source>
        <translation>Los puntos y las líneas se convierten en objetos de tantos metros a cada lado, sobre el terreno. Los polígonos crecen lo mismo.</translation>
    </message>
    <message>
        <source>Points drawn</source>
        <translation>Puntos sorteados</translation>
    </message>
    <message>
        <source>Points in all</source>
        <translation>Puntos en total</translation>
    </message>
    <message>
        <source>Points of each class</source>
        <translation>Puntos de cada clase</translation>
    </message>
    <message>
        <source>Points of each class, as JSON</source>
        <translation>Puntos de cada clase, como JSON</translation>
    </message>
    <message>
        <source>Points or pixels compared</source>
        <translation>Puntos o píxeles comparados</translation>
    </message>
    <message>
        <source>Points or polygons whose true class is known, in any coordinate system. Of polygons, every pixel counts whose centre lies in one.</source>
        <translation>Puntos o polígonos cuya clase verdadera se conoce, en cualquier sistema de coordenadas. De los polígonos cuenta cada píxel cuyo centro cae en uno.</translation>
    </message>
    <message>
        <source>Points or polygons, in any coordinate system. Instead of a grid, each gets a tile of whole pixels around the middle of the box that holds it, named by its feature id. Tiles may overlap.</source>
        <translation>Puntos o polígonos, en cualquier sistema de coordenadas. En lugar de una cuadrícula, cada uno recibe una tesela de píxeles enteros en torno al centro del rectángulo que lo contiene, con el nombre de su identificador de entidad. Las teselas pueden solaparse.</translation>
    </message>
    <message>
        <source>Points to assess a map</source>
        <translation>Puntos para evaluar un mapa</translation>
    </message>
    <message>
        <source>Points with a field label: the tile that holds one gets its class, whatever the polygons say; NULL leaves the tile out. Where tiles overlap, all that hold the point get it. A point on a shared edge counts for the tile to its east or south. A field tile_id, when filled in, names the one tile instead.</source>
        <translation>Puntos con un campo label: la tesela que contiene uno recibe su clase, digan lo que digan los polígonos; NULL descarta la tesela. Donde las teselas se superponen, lo reciben todas las que contienen el punto. Un punto en un borde común cuenta para la tesela de su este o su sur. Si el campo tile_id está relleno, es él quien señala la única tesela.</translation>
    </message>
    <message>
        <source>Points, lines or polygons on clouds and their shadows, in any coordinate system. A tile that touches one is left out; a point on a shared edge counts for both tiles.</source>
        <translation>Puntos, líneas o polígonos sobre las nubes y sus sombras, en cualquier sistema de coordenadas. Se descarta la tesela que toca alguno; un punto en un borde común cuenta para las dos teselas.</translation>
    </message>
    <message>
        <source>Polygons</source>
        <translation>Polígonos</translation>
    </message>
    <message>
        <source>Polygons are dealt to this many parts; each part is classified by a classifier that was trained on the others. 0 measures nothing and is faster.</source>
        <translation>Los polígonos se reparten en este número de partes; cada parte la clasifica un clasificador entrenado con las demás. Con 0 no se mide nada y es más rápido.</translation>
    </message>
    <message>
        <source>Polygons elsewhere</source>
        <translation>Polígonos en otros lugares</translation>
    </message>
    <message>
        <source>Polygons instead of tiles: one sample a polygon, with the polygon in the middle, and all other pixels background in its labels unless KEEP_NEIGHBOURS. Tables are read as for label polygons.</source>
        <translation>Polígonos en lugar de teselas: una muestra por polígono, con el polígono en el centro y todos los demás píxeles como fondo en sus etiquetas, salvo con KEEP_NEIGHBOURS. Las tablas se leen como las de los polígonos de etiquetas.</translation>
    </message>
    <message>
        <source>Polygons of a smaller area are left out.</source>
        <translation>Los polígonos de menor superficie se dejan fuera.</translation>
    </message>
    <message>
        <source>Polygons of one or many classes, in any coordinate system. Invalid ones are repaired.</source>
        <translation>Polígonos de una o muchas clases, en cualquier sistema de coordenadas. Los no válidos se reparan.</translation>
    </message>
    <message>
        <source>Polygons of single things, such as buildings or ships, or points and lines with a buffer. They are cut to each tile and written as the layout has them.</source>
        <translation>Polígonos de cosas sueltas, como edificios o barcos, o puntos y líneas con un búfer. Se recortan a cada tesela y se escriben como lo quiere la disposición.</translation>
    </message>
    <message>
        <source>Polygons of the area, in any coordinate system. Give a layer or a WKT file.</source>
        <translation>Polígonos del área, en cualquier sistema de coordenadas. Puede ser una capa o un archivo WKT.</translation>
    </message>
    <message>
        <source>Polygons of the classes, in any coordinate system; invalid ones are repaired. Or points, of which each gives the pixel that it lies in.</source>
        <translation>Polígonos de las clases, en cualquier sistema de coordenadas; los no válidos se reparan. O puntos, cada uno de los cuales da el píxel en que está.</translation>
    </message>
    <message>
        <source>Polygons of whose own area less than this share lies in the area of interest are left out, such as slivers along its outline.</source>
        <translation>Se dejan fuera los polígonos de cuya propia superficie queda en el área de interés menos de esta proporción, como las astillas a lo largo de su contorno.</translation>
    </message>
    <message>
        <source>Polygons such as communes or fields. Tiles of one group are never torn apart; a tile is of the group that covers most of it. GROUP needs them; all methods take them.</source>
        <translation>Polígonos como municipios o campos de cultivo. Las teselas de un mismo grupo nunca se separan; una tesela es del grupo que cubre la mayor parte de ella. GROUP los necesita; todos los métodos los admiten.</translation>
    </message>
    <message>
        <source>Polygons that are more slender are left out, such as road verges of which no pixel is pure. Width: the short side of a rectangle of the same area and perimeter.</source>
        <translation>Los polígonos más estrechos se dejan fuera, como los márgenes de caminos de los que ningún píxel es puro. Anchura: el lado corto de un rectángulo de igual superficie y perímetro.</translation>
    </message>
    <message>
        <source>Polygons used</source>
        <translation>Polígonos usados</translation>
    </message>
    <message>
        <source>Polygons with classes instead of a raster, in any coordinate system.</source>
        <translation>Polígonos con clases en lugar de un ráster, en cualquier sistema de coordenadas.</translation>
    </message>
    <message>
        <source>Polygons, in any coordinate system, that footprints must touch.</source>
        <translation>Polígonos, en cualquier sistema de coordenadas, que las huellas deben tocar.</translation>
    </message>
    <message>
        <source>Polygons, in any coordinate system, that tiles must touch.</source>
        <translation>Polígonos, en cualquier sistema de coordenadas, que las teselas deben tocar.</translation>
    </message>
    <message>
        <source>Polygons, in any coordinate system. Images elsewhere are left out.</source>
        <translation>Polígonos, en cualquier sistema de coordenadas. Las imágenes de otros lugares se descartan.</translation>
    </message>
    <message>
        <source>Polygons, in any coordinate system; invalid ones are repaired. A table without shapes, such as a CSV file, is read too when it has the columns geometry (well-known text), crs, ground_truth and year.</source>
        <translation>Polígonos, en cualquier sistema de coordenadas; los no válidos se reparan. También se lee una tabla sin formas, como un archivo CSV, si tiene las columnas geometry (texto en formato «well-known text»), crs, ground_truth y year.</translation>
    </message>
    <message>
        <source>Prefix of tile_id</source>
        <translation>Prefijo de tile_id</translation>
    </message>
    <message>
        <source>Preview Classes</source>
        <translation>Vista previa de clases</translation>
    </message>
    <message>
        <source>Preview Classes While Drawing</source>
        <translation>Vista previa de clases al dibujar</translation>
    </message>
    <message>
        <source>Preview, not assessed: {}.</source>
        <translation>Vista previa, sin evaluar: {}.</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>Probabilidades</translation>
    </message>
    <message>
        <source>Probabilities in the folder</source>
        <translation>Probabilidades en la carpeta</translation>
    </message>
    <message>
        <source>Probably right</source>
        <translation>Probablemente correcta</translation>
    </message>
    <message>
        <source>Probably wrong</source>
        <translation>Probablemente errónea</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Problemas</translation>
    </message>
    <message>
        <source>Problems found</source>
        <translation>Problemas encontrados</translation>
    </message>
    <message>
        <source>Problems found: {}.</source>
        <translation>Problemas encontrados: {}.</translation>
    </message>
    <message>
        <source>Processing baseline</source>
        <translation>Versión de procesamiento</translation>
    </message>
    <message>
        <source>Product (.SAFE folder or .zip)</source>
        <translation>Producto (carpeta .SAFE o .zip)</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Productos</translation>
    </message>
    <message>
        <source>Products as decimal reflectances</source>
        <translation>Productos como reflectancias decimales</translation>
    </message>
    <message>
        <source>Products bring their own masks ({SCL}); leave {MASKS} and {MASK_FOLDER} empty.</source>
        <translation>Los productos traen sus propias máscaras ({SCL}); hay que dejar {MASKS} y {MASK_FOLDER} vacíos.</translation>
    </message>
    <message>
        <source>Products chosen</source>
        <translation>Productos elegidos</translation>
    </message>
    <message>
        <source>Products downloaded now</source>
        <translation>Productos descargados ahora</translation>
    </message>
    <message>
        <source>Products found</source>
        <translation>Productos encontrados</translation>
    </message>
    <message>
        <source>Products in the folder</source>
        <translation>Productos en la carpeta</translation>
    </message>
    <message>
        <source>Products instead of a table: their names or their ids in the catalogue, one a line or separated by commas.</source>
        <translation>Productos en lugar de una tabla: sus nombres o sus identificadores en el catálogo, uno por línea o separados por comas.</translation>
    </message>
    <message>
        <source>Products that failed</source>
        <translation>Productos que fallaron</translation>
    </message>
    <message>
        <source>Programs number classes in the order of their names, so that {name} of {first} becomes {number} and was {earlier}; train anew with the merged dataset.</source>
        <translation>Los programas numeran las clases por el orden de sus nombres, así que {name} de {first} pasa a ser {number} y era {earlier}; entrene de nuevo con el conjunto unido.</translation>
    </message>
    <message>
        <source>Programs number the class folders of {LAYOUT} {layout} by name, so that {CLASS_ORDER} does not change the numbers of the tiles' classes; choose one of {others} for that.</source>
        <translation>Los programas numeran las carpetas de clases de {LAYOUT} {layout} por nombre, de modo que {CLASS_ORDER} no cambia los números de las clases de las teselas; para eso elija una de {others}.</translation>
    </message>
    <message>
        <source>Programs take the folder {place} for a class.</source>
        <translation>Los programas toman la carpeta {place} por una clase.</translation>
    </message>
    <message>
        <source>Programs that number classes by folders need allow_empty=True, or other splits.</source>
        <translation>Los programas que numeran las clases por sus carpetas necesitan allow_empty=True u otras divisiones.</translation>
    </message>
    <message>
        <source>Programs that read {LAYOUT} {layout} take many bands as pages of a TIFF only, which has no coordinates; tiles.gpkg has them.</source>
        <translation>Los programas que leen {LAYOUT} {layout} solo admiten muchas bandas como páginas de un TIFF, que no tiene coordenadas; están en tiles.gpkg.</translation>
    </message>
    <message>
        <source>Proportions as a table</source>
        <translation>Proporciones como tabla</translation>
    </message>
    <message>
        <source>Puts small pictures on one sheet, in rows and columns with captions. Give images, class rasters to see above them in their own colours, or the folder of a dataset to see tiles of each class and split at random. Colours are stretched for each image by itself; those of 8 bits and of classes are shown as they are. Where classes have names, a key below the pictures tells their colours, and the raster where legends differ. Folders of images and of class rasters go together by their names.</source>
        <translation>Reúne imágenes pequeñas en una lámina, en filas y columnas con rótulos. Se pueden dar imágenes, ráster de clases para verlos encima con sus propios colores, o la carpeta de un conjunto de datos para ver teselas de cada clase y división elegidas al azar. Los colores se realzan para cada imagen por separado; los de 8 bits y los de clases se muestran tal como son. Cuando las clases tienen nombre, una leyenda debajo de las imágenes indica sus colores y, si las leyendas difieren, también el ráster. Las carpetas de imágenes y de ráster de clases se emparejan por sus nombres.</translation>
    </message>
    <message>
        <source>Puts the bands of several files into one raster, on one pixel grid. Files on that grid keep their pixels; others are resampled, and the log says which and how. Nothing is guessed: what does not fit is refused with a reason. With a folder for several, each folder of rasters becomes one stack.</source>
        <translation>Reúne las bandas de varios archivos en un solo ráster, sobre una sola cuadrícula de píxeles. Los archivos que están en esa cuadrícula conservan sus píxeles; los demás se remuestrean, y el registro dice cuáles y cómo. No se adivina nada: lo que no encaja se rechaza y se dice por qué. Con una carpeta para varios, cada carpeta de ráster da una pila.</translation>
    </message>
    <message>
        <source>Python code</source>
        <translation>Código Python</translation>
    </message>
    <message>
        <source>Python to load it in</source>
        <translation>Python en el que cargarlo</translation>
    </message>
    <message>
        <source>QA60</source>
        <translation>QA60</translation>
    </message>
    <message>
        <source>QGIS cannot open {path} to draw it.</source>
        <translation>QGIS no puede abrir {path} para dibujarlo.</translation>
    </message>
    <message>
        <source>Quantification, set by hand</source>
        <translation>Cuantificación, fijada a mano</translation>
    </message>
    <message>
        <source>RANDOM_FOREST: many trees vote; a good first choice. GRADIENT_BOOSTING: each tree mends the errors of those before. SVM: smooth boundaries, good with few samples; learns from 10000 samples at most, drawn from each class, and classifies slowly. KNN: the class of most of the nearest samples; learns from 10000 samples at most, drawn from each class. Weights of images and classes are not used. KMEANS: clusters of similar pixels, without labels; in small batches above 100000 samples. Values: RANDOM_FOREST, GRADIENT_BOOSTING, SVM, KNN, KMEANS.</source>
        <translation>RANDOM_FOREST: muchos árboles votan; una buena primera opción. GRADIENT_BOOSTING: cada árbol corrige los errores de los anteriores. SVM: límites suaves, bueno con pocas muestras; aprende de 10000 muestras como máximo, tomadas de cada clase, y clasifica despacio. KNN: la clase de la mayoría de las muestras más cercanas; aprende de 10000 muestras como máximo, tomadas de cada clase. Los pesos de imágenes y clases no se usan. KMEANS: grupos de píxeles parecidos, sin etiquetas; en lotes pequeños por encima de 100000 muestras. Valores: RANDOM_FOREST, GRADIENT_BOOSTING, SVM, KNN, KMEANS.</translation>
    </message>
    <message>
        <source>README of your own</source>
        <translation>README propio</translation>
    </message>
    <message>
        <source>REFERENCE: the ground of the raster that gives the pixel grid. UNION: that of all rasters. INTERSECTION: what all share. Values: REFERENCE, UNION, INTERSECTION.</source>
        <translation>REFERENCE: el terreno del ráster que da la cuadrícula de píxeles. UNION: el de todos los ráster. INTERSECTION: el que todos comparten. Valores: REFERENCE, UNION, INTERSECTION.</translation>
    </message>
    <message>
        <source>Random tiles</source>
        <translation>Teselas al azar</translation>
    </message>
    <message>
        <source>Raster</source>
        <translation>Ráster</translation>
    </message>
    <message>
        <source>Raster to be predicted (decimals)</source>
        <translation>Ráster que se quiere predecir (decimales)</translation>
    </message>
    <message>
        <source>Rasterize labels</source>
        <translation>Rasterizar etiquetas</translation>
    </message>
    <message>
        <source>Rasters</source>
        <translation>Rásteres</translation>
    </message>
    <message>
        <source>Rasters in the folder</source>
        <translation>Ráster en la carpeta</translation>
    </message>
    <message>
        <source>Rasters of many dates</source>
        <translation>Rásteres de muchas fechas</translation>
    </message>
    <message>
        <source>Rasters that tell the clouds of each image, on any pixel grid. Dates in the names tell which belongs to which; else it is the order.</source>
        <translation>Rásteres que indican las nubes de cada imagen, con cualquier cuadrícula de píxeles. Las fechas de los nombres dicen cuál corresponde a cuál; si no, lo dice el orden.</translation>
    </message>
    <message>
        <source>Rasters that tell the clouds of each image, on any pixel grid. Dates in their names tell which belongs to which; else it is the order.</source>
        <translation>Rásteres que indican las nubes de cada imagen, con cualquier cuadrícula de píxeles. Las fechas de sus nombres dicen cuál corresponde a cuál; si no, lo dice el orden.</translation>
    </message>
    <message>
        <source>Rasters to show, in order; pictures need no georeferencing. Paletted ones are shown in their colours.</source>
        <translation>Rásteres que se muestran, en orden; las imágenes no necesitan georreferenciación. Los que tienen paleta se muestran con sus colores.</translation>
    </message>
    <message>
        <source>Rasters, one a date</source>
        <translation>Rásteres, uno por fecha</translation>
    </message>
    <message>
        <source>Read the dataset back as Validate Dataset does, and tell of what is wrong with it.</source>
        <translation>Vuelve a leer el conjunto de datos como lo hace Validar conjunto de datos e informa de lo que está mal.</translation>
    </message>
    <message>
        <source>Rebuild dataset</source>
        <translation>Reconstruir conjunto de datos</translation>
    </message>
    <message>
        <source>Records for catalogues</source>
        <translation>Registros para catálogos</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rojo</translation>
    </message>
    <message>
        <source>Red edge 1</source>
        <translation>Borde rojo 1</translation>
    </message>
    <message>
        <source>Red edge 2</source>
        <translation>Borde rojo 2</translation>
    </message>
    <message>
        <source>Red edge 3</source>
        <translation>Borde rojo 3</translation>
    </message>
    <message>
        <source>Reference points or polygons</source>
        <translation>Puntos o polígonos de referencia</translation>
    </message>
    <message>
        <source>Reference raster</source>
        <translation>Ráster de referencia</translation>
    </message>
    <message>
        <source>Reflectance = {scale}.</source>
        <translation>Reflectancia = {scale}.</translation>
    </message>
    <message>
        <source>Reflectances</source>
        <translation>Reflectancias</translation>
    </message>
    <message>
        <source>Rejected tiles</source>
        <translation>Teselas descartadas</translation>
    </message>
    <message>
        <source>Rejected tiles of earlier steps</source>
        <translation>Teselas descartadas en pasos anteriores</translation>
    </message>
    <message>
        <source>Remove the annotation, or export the dataset again.</source>
        <translation>Quite la anotación o exporte de nuevo el conjunto de datos.</translation>
    </message>
    <message>
        <source>Remove the line of the path.</source>
        <translation>Quite la línea de la ruta.</translation>
    </message>
    <message>
        <source>Remove the outline, or export the dataset again.</source>
        <translation>Quite el contorno o exporte de nuevo el conjunto de datos.</translation>
    </message>
    <message>
        <source>Remove the tag.</source>
        <translation>Quite la marca.</translation>
    </message>
    <message>
        <source>Replace a dataset in the folder by one of the same raster and options, for tiles whose classes, splits or objects were edited (see Load Dataset). Images of tiles that stay where they were are kept, and so is the scaling. The earlier dataset stays until the new one is complete.</source>
        <translation>Sustituye el conjunto de datos de la carpeta por otro del mismo ráster y con las mismas opciones, para teselas cuyas clases, divisiones u objetos se editaron (véase Cargar conjunto de datos). Se conservan las imágenes de las teselas que siguen en su sitio, y también el escalado. El conjunto anterior permanece hasta que el nuevo está completo.</translation>
    </message>
    <message>
        <source>Replace a dataset in the folder. The earlier one stays until the new one is complete.</source>
        <translation>Reemplaza el conjunto de datos de la carpeta. El anterior se conserva hasta que el nuevo está completo.</translation>
    </message>
    <message>
        <source>Replace a dataset in the folder. The earlier one stays until the new one is complete; files that are not part of it stay in any case.</source>
        <translation>Reemplaza el conjunto de datos de la carpeta. El anterior se conserva hasta que el nuevo está completo; los archivos ajenos a él se conservan siempre.</translation>
    </message>
    <message>
        <source>Replace a dataset that was written to the folder before. It stays until the new one is complete; none of the merged datasets can be replaced.</source>
        <translation>Sustituye un conjunto de datos que se escribió antes en la carpeta. Permanece hasta que el nuevo está completo; no se puede sustituir ninguno de los conjuntos que se unen.</translation>
    </message>
    <message>
        <source>Replace a package of the same name. The earlier one stays until the new one is complete.</source>
        <translation>Reemplaza un paquete del mismo nombre. El anterior se conserva hasta que el nuevo está completo.</translation>
    </message>
    <message>
        <source>Replace an earlier dataset</source>
        <translation>Reemplazar un conjunto de datos anterior</translation>
    </message>
    <message>
        <source>Replace an earlier package</source>
        <translation>Reemplazar un paquete anterior</translation>
    </message>
    <message>
        <source>Replace earlier rasters</source>
        <translation>Reemplazar ráster anteriores</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>Report as JSON</source>
        <translation>Informe como JSON</translation>
    </message>
    <message>
        <source>Report kappa</source>
        <translation>Informar de kappa</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>Peticiones simultáneas</translation>
    </message>
    <message>
        <source>Requests for pixels</source>
        <translation>Peticiones de píxeles</translation>
    </message>
    <message>
        <source>Requests to a service, attempts after failed ones not counted</source>
        <translation>Peticiones a un servicio, sin contar los reintentos tras las fallidas</translation>
    </message>
    <message>
        <source>Requests to services</source>
        <translation>Peticiones a servicios</translation>
    </message>
    <message>
        <source>Requests to the service: {}</source>
        <translation>Peticiones al servicio: {}</translation>
    </message>
    <message>
        <source>Resampling</source>
        <translation>Remuestreo</translation>
    </message>
    <message>
        <source>Resampling of other resolutions</source>
        <translation>Remuestreo de otras resoluciones</translation>
    </message>
    <message>
        <source>Resolution (m)</source>
        <translation>Resolución (m)</translation>
    </message>
    <message>
        <source>Resolution of Sentinel-2 products (m)</source>
        <translation>Resolución de los productos Sentinel-2 (m)</translation>
    </message>
    <message>
        <source>Restore the file if that was not on purpose.</source>
        <translation>Restaure el archivo si no fue intencionado.</translation>
    </message>
    <message>
        <source>Restore the file, or export the dataset again.</source>
        <translation>Restaure el archivo o exporte de nuevo el conjunto de datos.</translation>
    </message>
    <message>
        <source>Resume an interrupted export</source>
        <translation>Reanudar una exportación interrumpida</translation>
    </message>
    <message>
        <source>Review labels</source>
        <translation>Revisar etiquetas</translation>
    </message>
    <message>
        <source>Rotation (degrees)</source>
        <translation>Rotación (grados)</translation>
    </message>
    <message>
        <source>Row {row} of {INPUT} {table} names no Sentinel-2 product as the service calls it ({texts}); search the catalogue of the Copernicus Data Space.</source>
        <translation>La fila {row} de {INPUT} {table} no nombra ningún producto de Sentinel-2 como lo llama el servicio ({texts}); busque en el catálogo del Copernicus Data Space.</translation>
    </message>
    <message>
        <source>Row {row} of {SCENE_TABLE} {table} has the date {text!r}, which cannot be read; write dates like 2021-09-08.</source>
        <translation>La fila {row} de {SCENE_TABLE} {table} tiene la fecha {text!r}, que no se puede leer; escriba las fechas como 2021-09-08.</translation>
    </message>
    <message>
        <source>Row {row} of {SCENE_TABLE} {table} has the nodata value {text!r}, which is not a number; write one, or nothing.</source>
        <translation>La fila {row} de {SCENE_TABLE} {table} tiene el valor nodata {text!r}, que no es un número; escriba uno, o nada.</translation>
    </message>
    <message>
        <source>Row {row} of {SCENE_TABLE} {table} names no file; fill it in, or delete the row.</source>
        <translation>La fila {row} de {SCENE_TABLE} {table} no nombra ningún archivo; complétela o elimine la fila.</translation>
    </message>
    <message>
        <source>Row {row} of {SCENE_TABLE} {table} names {path} in its column {column}, and there is neither such a file nor such a layer.</source>
        <translation>La fila {row} de {SCENE_TABLE} {table} nombra {path} en su columna {column}, y no existe ni ese archivo ni esa capa.</translation>
    </message>
    <message>
        <source>Row {row} of {SCENE_TABLE} {table} names {path}, which holds {count} rasters; give each a row.</source>
        <translation>La fila {row} de {SCENE_TABLE} {table} nombra {path}, que contiene {count} rásteres; dé una fila a cada uno.</translation>
    </message>
    <message>
        <source>Rule of the area of interest</source>
        <translation>Regla del área de interés</translation>
    </message>
    <message>
        <source>Run the export again with the same parameters and {RESUME}.</source>
        <translation>Ejecute de nuevo la exportación con los mismos parámetros y {RESUME}.</translation>
    </message>
    <message>
        <source>SAFE</source>
        <translation>SAFE</translation>
    </message>
    <message>
        <source>SCL</source>
        <translation>SCL</translation>
    </message>
    <message>
        <source>SIZE makes all tiles as large as the tile size says. BOX makes each as large as the box that holds its polygon, and the tile size does not count. Values: SIZE, BOX.</source>
        <translation>SIZE hace todas las teselas del tamaño indicado. BOX hace cada una tan grande como la caja que contiene su polígono, y el tamaño de tesela no cuenta. Valores: SIZE, BOX.</translation>
    </message>
    <message>
        <source>STAC</source>
        <translation>STAC</translation>
    </message>
    <message>
        <source>STACKED: one array images (dates, bands, height, width) on the finest pixels. SEPARATE: an array a band (dates, height, width), with the band's own pixels where these are two, three, ... times as wide; indices have the finest pixels. Values: STACKED, SEPARATE.</source>
        <translation>STACKED: una sola matriz images (fechas, bandas, altura, anchura) con los píxeles más finos. SEPARATE: una matriz por banda (fechas, altura, anchura), con los píxeles propios de la banda cuando son dos, tres... veces más anchos; los índices tienen los píxeles más finos. Valores: STACKED, SEPARATE.</translation>
    </message>
    <message>
        <source>Sample pixels</source>
        <translation>Muestrear píxeles</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Muestras</translation>
    </message>
    <message>
        <source>Samples exported</source>
        <translation>Muestras exportadas</translation>
    </message>
    <message>
        <source>Samples not read</source>
        <translation>Muestras no leídas</translation>
    </message>
    <message>
        <source>Saturated pixels (65535) became nodata; {count} were read.</source>
        <translation>Los píxeles saturados (65535) pasaron a sin datos; se leyeron {count}.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Say what the polygons of {sourcename} are: name a field with {label}; it has {field_names}.</source>
        <translation>Falta decir qué son los polígonos de {sourcename}: hay que indicar un campo con {label}; tiene {field_names}.</translation>
    </message>
    <message>
        <source>Say which class the polygons are: name a field with {LABEL_FIELD}, or one class for all with {LABEL}.</source>
        <translation>Falta la clase de los polígonos: indicar un campo con {LABEL_FIELD}, o una clase para todos con {LABEL}.</translation>
    </message>
    <message>
        <source>Say which class the polygons of {MASK} are: name a field of {sourcename} with {MASK_FIELD}, or one class for all with {MASK_LABEL}; it has {field_names}.</source>
        <translation>Falta la clase de los polígonos de {MASK}: hay que indicar un campo de {sourcename} con {MASK_FIELD}, o una clase para todos con {MASK_LABEL}; tiene {field_names}.</translation>
    </message>
    <message>
        <source>Say which class the {OBJECTS} are: name a field of {layer} with {OBJECT_FIELD}, or one class for all with {OBJECT_LABEL}.</source>
        <translation>Diga de qué clase son los {OBJECTS}: nombre un campo de {layer} con {OBJECT_FIELD}, o una clase para todos con {OBJECT_LABEL}.</translation>
    </message>
    <message>
        <source>Say which mask values are cloudy: name the kind of mask, which is one of {presets}; or give values such as 3,8-10, or bits such as 3,4.</source>
        <translation>Falta indicar qué valores de la máscara son nubes: indique el tipo de máscara, que es uno de estos: {presets}; o valores como 3,8-10, o bits como 3,4.</translation>
    </message>
    <message>
        <source>Say which values of the masks are cloudy: give {VALUES}, such as {preset_names} or 3,8-10, or {BITS}.</source>
        <translation>Falta indicar qué valores de las máscaras son nubes: hay que dar {VALUES}, como {preset_names} o 3,8-10, o {BITS}.</translation>
    </message>
    <message>
        <source>Scale bands, for KMEANS</source>
        <translation>Escalar bandas, para KMEANS</translation>
    </message>
    <message>
        <source>Scale of reflectances</source>
        <translation>Escala de las reflectancias</translation>
    </message>
    <message>
        <source>Scaling for the model</source>
        <translation>Escalado para el modelo</translation>
    </message>
    <message>
        <source>Scaling to 8 bits</source>
        <translation>Escalado a 8 bits</translation>
    </message>
    <message>
        <source>Scene classification</source>
        <translation>Clasificación de escena</translation>
    </message>
    <message>
        <source>Search catalogue</source>
        <translation>Buscar en un catálogo</translation>
    </message>
    <message>
        <source>Searching catalogues needs the Python package pystac-client; install it with 'python3 -m pip install pystac-client' in the Python of QGIS, and start QGIS again.</source>
        <translation>Buscar en catálogos necesita el paquete de Python pystac-client; instálelo con 'python3 -m pip install pystac-client' en el Python de QGIS y reinicie QGIS.</translation>
    </message>
    <message>
        <source>Second image of the same ground</source>
        <translation>Segunda imagen del mismo terreno</translation>
    </message>
    <message>
        <source>Second images</source>
        <translation>Segundas imágenes</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Semilla</translation>
    </message>
    <message>
        <source>Seed of the choice of tiles</source>
        <translation>Semilla de la elección de teselas</translation>
    </message>
    <message>
        <source>Seed of the random tiles</source>
        <translation>Semilla de las teselas al azar</translation>
    </message>
    <message>
        <source>Select products</source>
        <translation>Seleccionar productos</translation>
    </message>
    <message>
        <source>Select tiles</source>
        <translation>Seleccionar teselas</translation>
    </message>
    <message>
        <source>Selected tiles</source>
        <translation>Teselas seleccionadas</translation>
    </message>
    <message>
        <source>Sentinel-2 tiles of an area</source>
        <translation>Teselas de Sentinel-2 de un área</translation>
    </message>
    <message>
        <source>Several classes a tile (multi-label)</source>
        <translation>Varias clases por tesela (multietiqueta)</translation>
    </message>
    <message>
        <source>Several rasters</source>
        <translation>Varios ráster</translation>
    </message>
    <message>
        <source>Several rasters (scenes)</source>
        <translation>Varios rásteres (escenas)</translation>
    </message>
    <message>
        <source>Several rasters for one dataset, in place of RASTER: of any dates, places and coordinate systems, and layers of services (WMS, WMTS, XYZ, WCS and others). Written as text, also a Sentinel-2 product (.SAFE folder or zip file), a folder, whose rasters and products are taken by date, or the name of a group of layers in the project.</source>
        <translation>Varios rásteres para un conjunto de datos, en lugar de RASTER: de cualquier fecha, lugar y sistema de coordenadas, y capas de servicios (WMS, WMTS, XYZ, WCS y otros). Escrito como texto, también un producto Sentinel-2 (carpeta .SAFE o archivo zip), una carpeta, cuyos rásteres y productos se toman por fecha, o el nombre de un grupo de capas del proyecto.</translation>
    </message>
    <message>
        <source>Shape of the objects</source>
        <translation>Forma de los objetos</translation>
    </message>
    <message>
        <source>Shapefiles cut field names at 10 characters and texts at 254, so that {names} get other names in {file}; write a GeoPackage to keep them.</source>
        <translation>Los Shapefiles cortan los nombres de campo a 10 caracteres y los textos a 254, de modo que {names} reciben otros nombres en {file}; para conservarlos, hay que escribir un GeoPackage.</translation>
    </message>
    <message>
        <source>Shapefiles cut field names at 10 characters and texts at 254, so that {names} gets another name in {file}; write a GeoPackage to keep it.</source>
        <translation>Los Shapefiles cortan los nombres de campo a 10 caracteres y los textos a 254, de modo que {names} recibe otro nombre en {file}; para conservarlo, hay que escribir un GeoPackage.</translation>
    </message>
    <message>
        <source>Share changed, 0 to 1</source>
        <translation>Proporción cambiada, de 0 a 1</translation>
    </message>
    <message>
        <source>Share of test (%)</source>
        <translation>Proporción de test (%)</translation>
    </message>
    <message>
        <source>Share of the pixel that the class must cover. Used by COVERAGE only.</source>
        <translation>Proporción del píxel que debe cubrir la clase. Solo se usa con COVERAGE.</translation>
    </message>
    <message>
        <source>Share of the tile that the class must cover. Used by COVERAGE and MULTI only.</source>
        <translation>Proporción de la tesela que debe cubrir la clase. Solo la usan COVERAGE y MULTI.</translation>
    </message>
    <message>
        <source>Share of train (%)</source>
        <translation>Proporción de train (%)</translation>
    </message>
    <message>
        <source>Share of val (%)</source>
        <translation>Proporción de val (%)</translation>
    </message>
    <message>
        <source>Short-wave infrared 1</source>
        <translation>Infrarrojo de onda corta 1</translation>
    </message>
    <message>
        <source>Short-wave infrared 2</source>
        <translation>Infrarrojo de onda corta 2</translation>
    </message>
    <message>
        <source>Side of a block (m), for BLOCKS</source>
        <translation>Lado de un bloque (m), para BLOCKS</translation>
    </message>
    <message>
        <source>Side of the majority window (pixels)</source>
        <translation>Lado de la ventana de mayoría (píxeles)</translation>
    </message>
    <message>
        <source>Sign In to Earth Engine</source>
        <translation>Iniciar sesión en Earth Engine</translation>
    </message>
    <message>
        <source>Sign in to Earth Engine in the browser. QGIS waits for it for five minutes; the task can be cancelled at the bottom of the window.</source>
        <translation>Inicie sesión en Earth Engine en el navegador. QGIS espera cinco minutos; la tarea se puede cancelar en la parte inferior de la ventana.</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Inicio de sesión</translation>
    </message>
    <message>
        <source>Sign-in for the files of a catalogue</source>
        <translation>Inicio de sesión para los archivos de un catálogo</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Firmas</translation>
    </message>
    <message>
        <source>Signatures as JSON</source>
        <translation>Firmas como JSON</translation>
    </message>
    <message>
        <source>Signatures as a table</source>
        <translation>Firmas como tabla</translation>
    </message>
    <message>
        <source>Signed in to Earth Engine; kept in {}</source>
        <translation>Sesión iniciada en Earth Engine; guardada en {}</translation>
    </message>
    <message>
        <source>Signing in to Earth Engine</source>
        <translation>Iniciando sesión en Earth Engine</translation>
    </message>
    <message>
        <source>Size of a parcel's window (pixels)</source>
        <translation>Tamaño de la ventana de una parcela (píxeles)</translation>
    </message>
    <message>
        <source>Size of a picture (pixels)</source>
        <translation>Tamaño de una imagen (píxeles)</translation>
    </message>
    <message>
        <source>Size of the model's images (pixels)</source>
        <translation>Tamaño de las imágenes del modelo (píxeles)</translation>
    </message>
    <message>
        <source>Size of the pixels in metres. Values: 10, 20, 60.</source>
        <translation>Tamaño de los píxeles en metros. Valores: 10, 20, 60.</translation>
    </message>
    <message>
        <source>Size of tiles around features</source>
        <translation>Tamaño de las teselas en torno a entidades</translation>
    </message>
    <message>
        <source>Sizes of parcels, as JSON</source>
        <translation>Tamaños de las parcelas, como JSON</translation>
    </message>
    <message>
        <source>Sizes of the parcels (longer side, parcels, share up to there):</source>
        <translation>Tamaños de las parcelas (lado mayor, parcelas, proporción acumulada):</translation>
    </message>
    <message>
        <source>Small pieces</source>
        <translation>Trozos pequeños</translation>
    </message>
    <message>
        <source>Snow</source>
        <translation>Nieve</translation>
    </message>
    <message>
        <source>So far all training pixels are of the class {name}; draw a polygon of another class on the image.</source>
        <translation>Hasta ahora todos los píxeles de entrenamiento son de la clase {name}; dibuje un polígono de otra clase sobre la imagen.</translation>
    </message>
    <message>
        <source>So many images look the same that the search stopped at {count} pairs; there are more.</source>
        <translation>Tantas imágenes son iguales que la búsqueda se detuvo en {count} pares; hay más.</translation>
    </message>
    <message>
        <source>Some inputs do not cover everything and none has a nodata value: it becomes NaN.</source>
        <translation>Algunas entradas no cubren todo y ninguna tiene un valor sin datos: pasa a ser NaN.</translation>
    </message>
    <message>
        <source>Some inputs have masked pixels and none has a nodata value: it becomes NaN.</source>
        <translation>Algunas entradas tienen píxeles enmascarados y ninguna tiene un valor sin datos: pasa a ser NaN.</translation>
    </message>
    <message>
        <source>Some tiles lie outside the valid area of their coordinate system {name}; check it.</source>
        <translation>Algunas teselas están fuera del área válida de su sistema de coordenadas {name}; revíselo.</translation>
    </message>
    <message>
        <source>Some tiles lie outside the valid area of their coordinate system; check it.</source>
        <translation>Algunas teselas están fuera del área válida de su sistema de coordenadas; compruébelo.</translation>
    </message>
    <message>
        <source>Some values are greater than a 32-bit number can hold; check the nodata value.</source>
        <translation>Algunos valores son mayores de lo que cabe en un número de 32 bits; conviene revisar el valor sin datos.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>Source of masks</source>
        <translation>Fuente de las máscaras</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>División</translation>
    </message>
    <message>
        <source>Split audit of {name}</source>
        <translation>Auditoría de las divisiones de {name}</translation>
    </message>
    <message>
        <source>Split by</source>
        <translation>Repartir por</translation>
    </message>
    <message>
        <source>Split the tiles anew, and look at them with Audit Split.</source>
        <translation>Divida de nuevo las teselas y examínelas con Auditar división.</translation>
    </message>
    <message>
        <source>Split tiles</source>
        <translation>Repartir teselas en divisiones</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>Particiones</translation>
    </message>
    <message>
        <source>Splits are train, val and test; export the dataset again.</source>
        <translation>Las divisiones son train, val y test; exporte de nuevo el conjunto de datos.</translation>
    </message>
    <message>
        <source>Splits that come nearer to each other than this, in metres, do not pass. 0 asks only that no ground is shared.</source>
        <translation>Las divisiones que se acercan entre sí más que esto, en metros, no pasan. Con 0 solo se exige que no compartan terreno.</translation>
    </message>
    <message>
        <source>Stack</source>
        <translation>Pila</translation>
    </message>
    <message>
        <source>Stack bands</source>
        <translation>Apilar bandas</translation>
    </message>
    <message>
        <source>Standard error to reach (%)</source>
        <translation>Error estándar por alcanzar (%)</translation>
    </message>
    <message>
        <source>Start of the new fields' names</source>
        <translation>Comienzo de los nombres de los campos nuevos</translation>
    </message>
    <message>
        <source>Stops a model or a pipeline, once the report is written.</source>
        <translation>Detiene un modelo o un flujo de trabajo, una vez escrito el informe.</translation>
    </message>
    <message>
        <source>Strata</source>
        <translation>Estratos</translation>
    </message>
    <message>
        <source>Style file</source>
        <translation>Archivo de estilo</translation>
    </message>
    <message>
        <source>Switch on Live, and draw polygons of two classes or more.</source>
        <translation>Active En vivo y dibuje polígonos de dos clases o más.</translation>
    </message>
    <message>
        <source>TCI is a picture and no reflectance; name other {BANDS}.</source>
        <translation>TCI es una imagen para ver y no reflectancia; hay que indicar otras {BANDS}.</translation>
    </message>
    <message>
        <source>TCI is a picture of 8 bits and no reflectance; load it by itself.</source>
        <translation>TCI es una imagen para ver de 8 bits y no reflectancia; hay que cargarla por separado.</translation>
    </message>
    <message>
        <source>TILE_ID: urban_r00012_c00034.jpg. SEQUENCE: urban_001.jpg, counted in each class in the order of tile_id, with as many digits as the number of its tiles has. Values: TILE_ID, SEQUENCE.</source>
        <translation>TILE_ID: urban_r00012_c00034.jpg. SEQUENCE: urban_001.jpg, numerados dentro de cada clase en el orden de tile_id, con tantas cifras como tiene el número de sus teselas. Valores: TILE_ID, SEQUENCE.</translation>
    </message>
    <message>
        <source>Table of dates</source>
        <translation>Tabla de fechas</translation>
    </message>
    <message>
        <source>Table of mistaken classes</source>
        <translation>Tabla de clases confundidas</translation>
    </message>
    <message>
        <source>Table of parcels</source>
        <translation>Tabla de parcelas</translation>
    </message>
    <message>
        <source>Table of products</source>
        <translation>Tabla de productos</translation>
    </message>
    <message>
        <source>Table of samples</source>
        <translation>Tabla de muestras</translation>
    </message>
    <message>
        <source>Table of scenes</source>
        <translation>Tabla de escenas</translation>
    </message>
    <message>
        <source>Tables of samples</source>
        <translation>Tablas de muestras</translation>
    </message>
    <message>
        <source>Take the distance from the labels</source>
        <translation>Tomar la distancia de las etiquetas</translation>
    </message>
    <message>
        <source>Take them at random</source>
        <translation>Tomarlas al azar</translation>
    </message>
    <message>
        <source>Takes at most this many pixels of each class, chosen at random. Empty: all.</source>
        <translation>Toma como máximo este número de píxeles de cada clase, elegidos al azar. Vacío: todos.</translation>
    </message>
    <message>
        <source>Takes specks out of a class raster: first each pixel takes the commonest class of a window around it, if asked for, then patches below a least area (the minimum mapping unit) take the class of their largest neighbour, as GDAL's sieve does. Nodata stays as it is, and so do colours and names of the classes. Works through files, so that memory does not grow with the raster, only with the number of its patches. In degrees the least area is measured on the ellipsoid, in the middle of the raster.</source>
        <translation>Quita las motas de un ráster de clases: primero, si se pide, cada píxel toma la clase más frecuente de una ventana a su alrededor; después, las manchas por debajo de una superficie mínima (la unidad mínima cartografiable) toman la clase de su vecina mayor, como hace el tamizado de GDAL. Lo que no tiene datos queda como está, y también los colores y nombres de las clases. Trabaja a través de archivos, de modo que la memoria no crece con el ráster, solo con el número de sus manchas. En grados, la superficie mínima se mide sobre el elipsoide, en el centro del ráster.</translation>
    </message>
    <message>
        <source>Takes the polygons of a layer that lie in an area of interest as tiles: communes, parcels or any others. Each gets a tile_id, if it has none, and its true area on the ellipsoid, area_km2. Write {grid_id} in a file name to have it replaced by digits that stand for the area and all settings, so that two grids never share a file.</source>
        <translation>Toma como teselas los polígonos de una capa que están en un área de interés: municipios, parcelas o cualesquiera otros. Cada uno recibe un tile_id, si no lo tiene, y su superficie real sobre el elipsoide, area_km2. Si un nombre de archivo contiene {grid_id}, se sustituye por dígitos que representan el área y todos los ajustes, de modo que dos cuadrículas nunca compartan un archivo.</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Plantilla</translation>
    </message>
    <message>
        <source>Template raster</source>
        <translation>Ráster de plantilla</translation>
    </message>
    <message>
        <source>The CSV file to write.</source>
        <translation>El archivo CSV que se escribe.</translation>
    </message>
    <message>
        <source>The Cloud project that requests count for. Empty: that of the sign-in.</source>
        <translation>El proyecto de Google Cloud al que se cargan las peticiones. Vacío: el de la sesión.</translation>
    </message>
    <message>
        <source>The Earth Engine API is not enabled in the Cloud project {project}; enable it and register the project at https://code.earthengine.google.com/register, or name another {PROJECT}. Earth Engine says: {said}.</source>
        <translation>La API de Earth Engine no está habilitada en el proyecto de Google Cloud {project}; habilítela y registre el proyecto en https://code.earthengine.google.com/register, o indique otro {PROJECT}. Earth Engine dice: {said}.</translation>
    </message>
    <message>
        <source>The GeoTIFF of class numbers to write, of one raster.</source>
        <translation>El GeoTIFF de números de clase que se escribe, de un solo ráster.</translation>
    </message>
    <message>
        <source>The GeoTIFF of classes to write.</source>
        <translation>El GeoTIFF de clases que se escribe.</translation>
    </message>
    <message>
        <source>The JSON key of a service account. Empty: the sign-in of Earth Engine on this computer; Raster &gt; Tilewright &gt; Sign In to Earth Engine makes one.</source>
        <translation>La clave JSON de una cuenta de servicio. Vacío: la sesión de Earth Engine de este equipo, que se inicia con Ráster &gt; Tilewright &gt; Iniciar sesión en Earth Engine.</translation>
    </message>
    <message>
        <source>The OData service that has the products as zip files, up to where /Products follows.</source>
        <translation>El servicio OData que tiene los productos como archivos zip, hasta donde sigue /Products.</translation>
    </message>
    <message>
        <source>The PNG file to write.</source>
        <translation>El archivo PNG que se escribe.</translation>
    </message>
    <message>
        <source>The Python package earthengine-api is missing; GDAL reads {asset}.</source>
        <translation>Falta el paquete de Python earthengine-api; GDAL lee {asset}.</translation>
    </message>
    <message>
        <source>The address of a Dask scheduler, for example tcp://10.0.0.5:8786, whose workers then cut the tiles; all must see raster and folder under the same paths. Needs the Python package distributed. Empty: this computer.</source>
        <translation>La dirección de un planificador de Dask, por ejemplo tcp://10.0.0.5:8786, cuyos procesos cortan entonces las teselas; todos deben ver el ráster y la carpeta con las mismas rutas. Necesita el paquete de Python distributed. Vacío: este equipo.</translation>
    </message>
    <message>
        <source>The address of a server that answers as Earth Engine does. The stored sign-in is not sent to it.</source>
        <translation>La dirección de un servidor que responda como Earth Engine. No se le envía la sesión guardada.</translation>
    </message>
    <message>
        <source>The answer of {url} is larger than {size} MB; ask for less.</source>
        <translation>La respuesta de {url} ocupa más de {size} MB; pida menos.</translation>
    </message>
    <message>
        <source>The area has {width} x {height} pixels of {size:.6g} units; choose larger pixels, or a smaller area.</source>
        <translation>El área tiene {width} x {height} píxeles de {size:.6g} unidades; elija píxeles mayores o un área menor.</translation>
    </message>
    <message>
        <source>The area of interest</source>
        <translation>El área de interés</translation>
    </message>
    <message>
        <source>The area of interest has no area.</source>
        <translation>El área de interés no tiene superficie.</translation>
    </message>
    <message>
        <source>The area of interest is spread over the whole globe, so no zone in metres fits it; make a grid for each part of it.</source>
        <translation>El área de interés se extiende por todo el globo, así que no le sirve ninguna zona en metros; haga una cuadrícula para cada parte de ella.</translation>
    </message>
    <message>
        <source>The area of interest is too wide for {zone}, the zone of its middle; make a grid for each part of it.</source>
        <translation>El área de interés es demasiado ancha para {zone}, la zona de su centro; hay que hacer una cuadrícula para cada parte de ella.</translation>
    </message>
    <message>
        <source>The area of interest reaches from {bottom:.6g} to {top:.6g} degrees of latitude; check its coordinate system.</source>
        <translation>El área de interés va de {bottom:.6g} a {top:.6g} grados de latitud; compruebe su sistema de coordenadas.</translation>
    </message>
    <message>
        <source>The area of interest {layer} has no polygon near {place}.</source>
        <translation>El área de interés {layer} no tiene ningún polígono cerca de {place}.</translation>
    </message>
    <message>
        <source>The area of interest {sourcename} is empty; draw a polygon in it.</source>
        <translation>El área de interés {sourcename} está vacía; hay que dibujar un polígono en ella.</translation>
    </message>
    <message>
        <source>The area reaches beyond what {zone} is made for: metres are off by up to {error:.0f} % there. Better make a grid for each part of the area.</source>
        <translation>El área se extiende más allá de aquello para lo que está hecho {zone}: allí los metros se desvían hasta un {error:.0f} %. Es mejor hacer una cuadrícula para cada parte del área.</translation>
    </message>
    <message>
        <source>The assets of {name} cannot be understood: {text!r}; make the table with Search Catalogue.</source>
        <translation>No se entienden los archivos (assets) de {name}: {text!r}; cree la tabla con Buscar en un catálogo.</translation>
    </message>
    <message>
        <source>The authentication configuration {name} cannot be used; check it in QGIS's options.</source>
        <translation>La configuración de autenticación {name} no se puede usar; revísela en las opciones de QGIS.</translation>
    </message>
    <message>
        <source>The band of the cloud mask.</source>
        <translation>La banda de la máscara de nubes.</translation>
    </message>
    <message>
        <source>The band of the cloud masks.</source>
        <translation>La banda de las máscaras de nubes.</translation>
    </message>
    <message>
        <source>The band with the codes.</source>
        <translation>La banda con los códigos.</translation>
    </message>
    <message>
        <source>The bands of {first} are {one} and those of {other} are {two}; merge datasets with the same bands in the same order.</source>
        <translation>Las bandas de {first} son {one} y las de {other} son {two}; una conjuntos de datos con las mismas bandas en el mismo orden.</translation>
    </message>
    <message>
        <source>The bands of {name} ({names}) are not those that the model was trained on ({trained_names}); choose the same bands in the same order with {BANDS}.</source>
        <translation>Las bandas de {name} ({names}) no son aquellas con las que se entrenó el modelo ({trained_names}); elija las mismas bandas en el mismo orden con {BANDS}.</translation>
    </message>
    <message>
        <source>The bands of {raster} ({bands}) are called {other_bands} in {other}.</source>
        <translation>Las bandas de {raster} ({bands}) se llaman {other_bands} en {other}.</translation>
    </message>
    <message>
        <source>The bits {text!r} can never be {number}: {count} bit holds at most {most}.</source>
        <translation>Los bits {text!r} nunca pueden ser {number}: {count} bit contiene {most} como máximo.</translation>
    </message>
    <message>
        <source>The bits {text!r} can never be {number}: {count} bits hold at most {most}.</source>
        <translation>Los bits {text!r} nunca pueden ser {number}: {count} bits contienen {most} como máximo.</translation>
    </message>
    <message>
        <source>The bits {text!r} cannot be understood; {bits_help}.</source>
        <translation>Los bits {text!r} no se entienden; {bits_help}.</translation>
    </message>
    <message>
        <source>The bits {text!r} go past bit {last_bit}; {bits_help}.</source>
        <translation>Los bits {text!r} pasan del bit {last_bit}; {bits_help}.</translation>
    </message>
    <message>
        <source>The bits {text!r} need a number to compare with, for example {text}=3.</source>
        <translation>Los bits {text!r} necesitan un número con el que compararse; por ejemplo, {text}=3.</translation>
    </message>
    <message>
        <source>The bits {text!r} run backwards; {bits_help}.</source>
        <translation>Los bits {text!r} van hacia atrás; {bits_help}.</translation>
    </message>
    <message>
        <source>The box of annotation {name} has {count} numbers.</source>
        <translation>La caja de la anotación {name} tiene {count} números.</translation>
    </message>
    <message>
        <source>The box of annotation {name} is not that of its outline.</source>
        <translation>La caja de la anotación {name} no es la de su contorno.</translation>
    </message>
    <message>
        <source>The box of annotation {name} is {width:g} x {height:g} pixels.</source>
        <translation>La caja de la anotación {name} mide {width:g} x {height:g} píxeles.</translation>
    </message>
    <message>
        <source>The box of annotation {name} leaves its image of {width} x {height} pixels.</source>
        <translation>La caja de la anotación {name} se sale de su imagen de {width} x {height} píxeles.</translation>
    </message>
    <message>
        <source>The box {box} of object {name} is not within 1, 1, {width}, {height}.</source>
        <translation>La caja {box} del objeto {name} no está dentro de 1, 1, {width}, {height}.</translation>
    </message>
    <message>
        <source>The catalogue leads to other servers, which were not asked: {hosts}. Give their addresses to search there.</source>
        <translation>El catálogo remite a otros servidores, a los que no se preguntó: {hosts}. Indique sus direcciones para buscar en ellos.</translation>
    </message>
    <message>
        <source>The chosen products are of several processing baselines: {baselines}. Their numbers differ by an offset from 04.00 on; Load Sentinel-2 Product and Composite take care of it.</source>
        <translation>Los productos elegidos son de varias versiones de procesamiento: {baselines}. Sus números difieren en un desplazamiento a partir de la 04.00; Cargar producto Sentinel-2 y Composición lo tienen en cuenta.</translation>
    </message>
    <message>
        <source>The class of all mask polygons when no field names it, for example building.</source>
        <translation>La clase de todos los polígonos de máscara cuando ningún campo la indica; por ejemplo, building.</translation>
    </message>
    <message>
        <source>The class of all objects when no field names it, for example building.</source>
        <translation>La clase de todos los objetos cuando ningún campo la nombra, por ejemplo edificio.</translation>
    </message>
    <message>
        <source>The class of all polygons, when no field names it.</source>
        <translation>La clase de todos los polígonos, cuando ningún campo la indica.</translation>
    </message>
    <message>
        <source>The class of pixels below the least certainty. Its number follows the last one.</source>
        <translation>La clase de los píxeles que no llegan a la certeza mínima. Su número sigue al último.</translation>
    </message>
    <message>
        <source>The class of tiles that belong to none, for example non_urban. Empty: they are left out.</source>
        <translation>La clase de las teselas que no son de ninguna otra; por ejemplo, non_urban. Vacío: se descartan.</translation>
    </message>
    <message>
        <source>The class raster whose classes the points were drawn from, where that is not the map itself. Empty: the fields stratum and strat_area of the points, else the map.</source>
        <translation>El ráster de clases de cuyas clases se sortearon los puntos, si no es el propio mapa. Vacío: los campos stratum y strat_area de los puntos, y si no los hay, el mapa.</translation>
    </message>
    <message>
        <source>The class {name!r} has the number {told}, and its place in the list is {number}, counted from 0.</source>
        <translation>La clase {name!r} tiene el número {told}, y su lugar en la lista es {number}, contado desde 0.</translation>
    </message>
    <message>
        <source>The class {name!r} has the number {told}, and programs that sort folders give it {number}.</source>
        <translation>La clase {name!r} tiene el número {told}, y los programas que ordenan carpetas le dan {number}.</translation>
    </message>
    <message>
        <source>The class {name!r} stands there {count} times.</source>
        <translation>La clase {name!r} aparece allí {count} veces.</translation>
    </message>
    <message>
        <source>The class {name} has a vertical bar in its name, which stands between the classes of a tile; rename it.</source>
        <translation>La clase {name} tiene una barra vertical en el nombre, que separa las clases de una tesela; cámbiele el nombre.</translation>
    </message>
    <message>
        <source>The classes use numbers up to {max_class_id}, so that none is left for uncertain pixels; leave {MIN_CERTAINTY} at 0.</source>
        <translation>Las clases usan números hasta {max_class_id}, de modo que no queda ninguno para los píxeles inciertos; deje {MIN_CERTAINTY} en 0.</translation>
    </message>
    <message>
        <source>The classes {names} of {source} differ only by {differences}; they stay different classes. Rename them if they are meant to be one class.</source>
        <translation>Las clases {names} de {source} solo se diferencian en {differences}; siguen siendo clases distintas. Si deben ser una sola, hay que cambiarles el nombre.</translation>
    </message>
    <message>
        <source>The cloud layer {name} is empty: no tile is cloudy.</source>
        <translation>La capa de nubes {name} está vacía: ninguna tesela es nubosa.</translation>
    </message>
    <message>
        <source>The coarse layer {layer} has no polygon near the tiles; check where it lies.</source>
        <translation>La capa gruesa {layer} no tiene ningún polígono cerca de las teselas; compruebe dónde está.</translation>
    </message>
    <message>
        <source>The coarse layer {sourcename} has no field p_...; run Label Proportions on it first.</source>
        <translation>La capa gruesa {sourcename} no tiene ningún campo p_...; primero hay que ejecutar Proporciones de etiquetas en ella.</translation>
    </message>
    <message>
        <source>The columns of {basename} ({bands}) are not those of {basename2} ({bands2}).</source>
        <translation>Las columnas de {basename} ({bands}) no son las de {basename2} ({bands2}).</translation>
    </message>
    <message>
        <source>The coordinate system cannot be used for metres at {x:.10g}, {y:.10g} ({error}); reproject the layer first, or give the value in pixels where that is offered.</source>
        <translation>El sistema de coordenadas no se puede usar para metros en {x:.10g}, {y:.10g} ({error}); reproyecte primero la capa, o dé el valor en píxeles donde se ofrezca.</translation>
    </message>
    <message>
        <source>The coordinate system of {} was set in this project and is not in its file; export it to a file first (right-click the layer, Export).</source>
        <translation>El sistema de coordenadas de {} se fijó en este proyecto y no está en su archivo; primero hay que exportarla a un archivo (clic derecho en la capa, Exportar).</translation>
    </message>
    <message>
        <source>The dataset has no objects, so their layer is empty.</source>
        <translation>El conjunto de datos no tiene objetos, así que su capa está vacía.</translation>
    </message>
    <message>
        <source>The dataset in {folder} does not say how it was made, or Export Tiles did not make it; name one that Export Tiles or Build Dataset wrote.</source>
        <translation>El conjunto de datos de {folder} no dice cómo se hizo, o no lo hizo Exportar teselas; indique uno escrito por Exportar teselas o Crear conjunto de datos.</translation>
    </message>
    <message>
        <source>The dataset in {folder} does not say which image it was cut from, so it cannot be updated; export its tiles into a new folder.</source>
        <translation>El conjunto de datos de {folder} no dice de qué imagen se recortó, así que no se puede actualizar; exporte sus teselas a una carpeta nueva.</translation>
    </message>
    <message>
        <source>The dataset in {folder} has a scene {scene} of {date} already, and {path} is another file; give it another name in {SCENE_TABLE}, or leave it out.</source>
        <translation>El conjunto de datos de {folder} ya tiene una escena {scene} del {date}, y {path} es otro archivo; dele otro nombre en {SCENE_TABLE} u omítalo.</translation>
    </message>
    <message>
        <source>The dataset in {folder} has all of the {SCENES} already; there is nothing to add.</source>
        <translation>El conjunto de datos de {folder} ya tiene todas las {SCENES}; no hay nada que añadir.</translation>
    </message>
    <message>
        <source>The dataset in {folder} has all of these tiles already; there is nothing to add.</source>
        <translation>El conjunto de datos de {folder} ya tiene todas estas teselas; no hay nada que añadir.</translation>
    </message>
    <message>
        <source>The dataset in {folder} has another tile with the tile_id {names} already; give the new one another tile_id.</source>
        <translation>El conjunto de datos de {folder} ya tiene otra tesela con el tile_id {names}; dé otro tile_id a la nueva.</translation>
    </message>
    <message>
        <source>The dataset in {folder} has no tiles.</source>
        <translation>El conjunto de datos de {folder} no tiene teselas.</translation>
    </message>
    <message>
        <source>The dataset in {folder} has no {name}, from which its tiles are taken.</source>
        <translation>El conjunto de datos de {folder} no tiene {name}, de donde se toman sus teselas.</translation>
    </message>
    <message>
        <source>The dataset in {folder} has other tiles with {count} of the tile_ids already ({names}); give the new ones other tile_ids.</source>
        <translation>El conjunto de datos de {folder} ya tiene otras teselas con {count} de los tile_ids ({names}); dé otros tile_ids a las nuevas.</translation>
    </message>
    <message>
        <source>The dataset in {folder} holds {kind}, which are not merged; name datasets of tiles.</source>
        <translation>El conjunto de datos de {folder} contiene {kind}, que no se unen; indique conjuntos de datos de teselas.</translation>
    </message>
    <message>
        <source>The dataset in {folder} is damaged: {error}</source>
        <translation>El conjunto de datos de {folder} está dañado: {error}</translation>
    </message>
    <message>
        <source>The dataset in {folder} is of one {RASTER}, and {APPEND} adds to datasets of {SCENES}; build it with {SCENES}, or join another dataset to it with Merge Datasets.</source>
        <translation>El conjunto de datos de {folder} es de un solo {RASTER} y {APPEND} añade a conjuntos de {SCENES}; hágalo con {SCENES} o únale otro conjunto con «Unir conjuntos de datos».</translation>
    </message>
    <message>
        <source>The dataset in {folder} was begun with other inputs or parameters, so it cannot be resumed; set {OVERWRITE} to replace it, or choose another folder.</source>
        <translation>El conjunto de datos de {folder} se empezó con otras entradas o parámetros, así que no se puede reanudar; active {OVERWRITE} para reemplazarlo o elija otra carpeta.</translation>
    </message>
    <message>
        <source>The dataset in {folder} was replaced meanwhile; run again.</source>
        <translation>El conjunto de datos de {folder} se ha reemplazado entretanto; ejecute de nuevo.</translation>
    </message>
    <message>
        <source>The dataset {first} has splits ({one}) and {other} has none; split the tiles of both, or of neither.</source>
        <translation>El conjunto de datos {first} tiene divisiones ({one}) y {other} no tiene ninguna; reparta las teselas de ambos, o de ninguno.</translation>
    </message>
    <message>
        <source>The dataset {first} has {kind} and {other} has none; merge datasets of one kind.</source>
        <translation>El conjunto de datos {first} tiene {kind} y {other} no; una conjuntos de datos de un mismo tipo.</translation>
    </message>
    <message>
        <source>The dataset {folder} has {count} fault: {first} {remedy}</source>
        <translation>El conjunto de datos {folder} tiene {count} fallo: {first} {remedy}</translation>
    </message>
    <message>
        <source>The dataset {folder} has {count} faults, the first: {first} {remedy}</source>
        <translation>El conjunto de datos {folder} tiene {count} fallos; el primero: {first} {remedy}</translation>
    </message>
    <message>
        <source>The dataset {folder} has {told}, and leaks are between two; split the tiles, for example with Split Tiles, and export them with {SPLIT_FIELD}.</source>
        <translation>El conjunto de datos {folder} tiene {told}, y las fugas se dan entre dos divisiones; hay que dividir las teselas, por ejemplo con Repartir teselas en divisiones, y exportarlas con {SPLIT_FIELD}.</translation>
    </message>
    <message>
        <source>The dataset {folder} is something else to {library}: {text}. Look at the log.</source>
        <translation>El conjunto de datos {folder} es otra cosa para {library}: {text}. Consulte el registro.</translation>
    </message>
    <message>
        <source>The dataset.json of {name} does not tell its statistics, so they are measured from its images.</source>
        <translation>El dataset.json de {name} no indica sus estadísticas, así que se miden en sus imágenes.</translation>
    </message>
    <message>
        <source>The datasets have several coordinate systems, so that tiles.csv and tiles.gpkg are in {crs}.</source>
        <translation>Los conjuntos de datos tienen varios sistemas de coordenadas, así que tiles.csv y tiles.gpkg están en {crs}.</translation>
    </message>
    <message>
        <source>The date pattern {pattern!r} cannot be understood; write for example %Y%m%d or scene_%Y-%j, with one %Y or %y, and %m (or %b) and %d, or %j.</source>
        <translation>El patrón de fecha {pattern!r} no se entiende; escriba, por ejemplo, %Y%m%d o scene_%Y-%j, con un %Y o %y, y %m (o %b) y %d, o %j.</translation>
    </message>
    <message>
        <source>The date {text!r} of {name} cannot be read; write dates like 2021-09-08.</source>
        <translation>La fecha {text!r} de {name} no se puede leer; escriba las fechas como 2021-09-08.</translation>
    </message>
    <message>
        <source>The disk is full: {path} cannot be written, and nothing of the merged dataset is left. Free some space, or choose an {OUTPUT} on another disk.</source>
        <translation>El disco está lleno: no se puede escribir {path}, y no queda nada del conjunto de datos unido. Libere espacio, o elija un {OUTPUT} en otro disco.</translation>
    </message>
    <message>
        <source>The disk is full: {path} cannot be written. Free some space, then run again with {RESUME}.</source>
        <translation>El disco está lleno: no se puede escribir {path}. Liberar espacio y volver a ejecutar con {RESUME}.</translation>
    </message>
    <message>
        <source>The disk is full: {path} cannot be written. Free some space, then run again; what is here stays.</source>
        <translation>El disco está lleno: no se puede escribir {path}. Libere espacio y ejecute de nuevo; lo que ya está se conserva.</translation>
    </message>
    <message>
        <source>The disk is full: {path} cannot be written. The earlier dataset is as it was; free space for both, then run again with {OVERWRITE}.</source>
        <translation>El disco está lleno: no se puede escribir {path}. El conjunto de datos anterior está como estaba; hay que liberar espacio para ambos y ejecutar de nuevo con {OVERWRITE}.</translation>
    </message>
    <message>
        <source>The dock cannot be opened: {}. Restart QGIS; if that does not help, reinstall Tilewright. The log messages panel has the details.</source>
        <translation>No se puede abrir el panel: {}. Reinicie QGIS; si no sirve, vuelva a instalar Tilewright. El panel de mensajes del registro tiene los detalles.</translation>
    </message>
    <message>
        <source>The earlier map, whose pixels are compared. Names and colours come from its style, its attribute table or its category names.</source>
        <translation>El mapa anterior, cuyos píxeles se comparan. Los nombres y colores vienen de su estilo, su tabla de atributos o sus nombres de categoría.</translation>
    </message>
    <message>
        <source>The export into this folder was interrupted.</source>
        <translation>La exportación a esta carpeta se interrumpió.</translation>
    </message>
    <message>
        <source>The export into {folder} was interrupted; finish it with {RESUME} first.</source>
        <translation>La exportación a {folder} se interrumpió; termínela antes con {RESUME}.</translation>
    </message>
    <message>
        <source>The export keeps the values. The pictures are stretched from the 2nd to the 98th percentile of this tile.</source>
        <translation>La exportación conserva los valores. Las imágenes se estiran del percentil 2 al 98 de esta tesela.</translation>
    </message>
    <message>
        <source>The export would make {count} request to {name}, and {MAX_REQUESTS} is {most}.</source>
        <translation>La exportación haría {count} petición a {name} y {MAX_REQUESTS} es {most}.</translation>
    </message>
    <message>
        <source>The export would make {count} requests to {name}, and {MAX_REQUESTS} is {most}. Ask for less with {MAX_TILES}, fewer tiles or larger pixels; or, where the terms of the service allow so many, set {MAX_REQUESTS} to {count}.</source>
        <translation>La exportación haría {count} peticiones a {name} y {MAX_REQUESTS} es {most}. Pida menos con {MAX_TILES}, menos teselas o píxeles mayores; o, si las condiciones del servicio permiten tantas, ponga {MAX_REQUESTS} en {count}.</translation>
    </message>
    <message>
        <source>The exported tiles, to look at on the map. A dry run makes it too.</source>
        <translation>Las teselas exportadas, para verlas en el mapa. Una simulación también la crea.</translation>
    </message>
    <message>
        <source>The extent</source>
        <translation>La extensión</translation>
    </message>
    <message>
        <source>The field holds</source>
        <translation>El campo contiene</translation>
    </message>
    <message>
        <source>The field holds {wrong!r}, which is not a number; choose {LABEL_TYPE=CLASSES}, or a field of numbers.</source>
        <translation>El campo contiene {wrong!r}, que no es un número; elija {LABEL_TYPE=CLASSES} o un campo de números.</translation>
    </message>
    <message>
        <source>The field of mask polygons that names the class. Empty: the field ground_truth, where the layer has one.</source>
        <translation>El campo de los polígonos de máscara que indica la clase. Vacío: el campo ground_truth, si la capa lo tiene.</translation>
    </message>
    <message>
        <source>The field of that layer that names the group.</source>
        <translation>El campo de esa capa que indica el grupo.</translation>
    </message>
    <message>
        <source>The field of the label layer that holds each class's colour, such as #0094ff. Empty: the colours of the layer's style when it is categorized by class, else those of its field color, else colours that colour-blind readers can tell apart.</source>
        <translation>El campo de la capa de etiquetas que contiene el color de cada clase, como #0094ff. Vacío: los colores del estilo de la capa cuando está categorizado por clase; si no, los de su campo color; si no, colores que las personas con daltonismo pueden distinguir.</translation>
    </message>
    <message>
        <source>The field of the label layer that names the class.</source>
        <translation>El campo de la capa de etiquetas que indica la clase.</translation>
    </message>
    <message>
        <source>The field of the label layer that names the class. Polygons where it is NULL are skipped.</source>
        <translation>El campo de la capa de etiquetas que indica la clase. Los polígonos en los que es NULL se omiten.</translation>
    </message>
    <message>
        <source>The field of the objects that names the class.</source>
        <translation>El campo de los objetos que nombra la clase.</translation>
    </message>
    <message>
        <source>The field of the parcels that samples are called by. Empty: they are numbered.</source>
        <translation>El campo de las parcelas que da nombre a las muestras. Vacío: se numeran.</translation>
    </message>
    <message>
        <source>The field of the parcels that says train, val or test. Empty: no split.</source>
        <translation>El campo de las parcelas que dice train, val o test. Vacío: sin división.</translation>
    </message>
    <message>
        <source>The field of the parcels with the class or measurement. Empty: ground_truth.</source>
        <translation>El campo de las parcelas con la clase o la medida. Vacío: ground_truth.</translation>
    </message>
    <message>
        <source>The field of the tile layer that names the class, often label. Empty: all images go to one folder.</source>
        <translation>El campo de la capa de teselas que indica la clase; a menudo, label. Vacío: todas las imágenes van a una sola carpeta.</translation>
    </message>
    <message>
        <source>The field of the tile layer that names the class, often label. Empty: there is none.</source>
        <translation>El campo de la capa de teselas que nombra la clase, a menudo label. Vacío: no hay.</translation>
    </message>
    <message>
        <source>The field of the tile layer that names the class. Empty: label, where there is one.</source>
        <translation>El campo de la capa de teselas que indica la clase. Vacío: label, si lo hay.</translation>
    </message>
    <message>
        <source>The field of the tile layer that names the split, any words. Empty: split.</source>
        <translation>El campo de la capa de teselas que indica la división, con cualquier palabra. Vacío: split.</translation>
    </message>
    <message>
        <source>The field of the tile layer that says train, val or test. Empty: no split.</source>
        <translation>El campo de la capa de teselas que dice train, val o test. Vacío: sin división.</translation>
    </message>
    <message>
        <source>The field of the tile layer that says train, val or test. Empty: there is none.</source>
        <translation>El campo de la capa de teselas que dice train, val o test. Vacío: no hay.</translation>
    </message>
    <message>
        <source>The field of the tile layer with the names of classes, a vertical bar between them, as Join Labels with MULTI writes it. labels.csv has a column of 0 and 1 for each class.</source>
        <translation>El campo de la capa de teselas con los nombres de las clases, separados por una barra vertical, como lo escribe Unir etiquetas con MULTI. labels.csv tiene una columna de 0 y 1 por clase.</translation>
    </message>
    <message>
        <source>The field that YEAR is compared with: a year, or a date. Empty: the field year.</source>
        <translation>El campo con el que se compara YEAR: un año o una fecha. Vacío: el campo year.</translation>
    </message>
    <message>
        <source>The field that names a coarse tile. Polygons of the same id are one coarse tile.</source>
        <translation>El campo que identifica una tesela gruesa. Los polígonos con el mismo identificador son una sola tesela gruesa.</translation>
    </message>
    <message>
        <source>The field that names the class, or its code on the map. Features where it is NULL are left out. Empty: reference.</source>
        <translation>El campo con el nombre de la clase, o con su código en el mapa. Los objetos donde es NULL se omiten. Vacío: reference.</translation>
    </message>
    <message>
        <source>The field that names the class.</source>
        <translation>El campo que nombra la clase.</translation>
    </message>
    <message>
        <source>The field with the class, often label; or the fields with proportions, of which one that begins with p_ stands for all.</source>
        <translation>El campo con la clase, a menudo label; o los campos con proporciones, de los que uno que empieza por p_ representa a todos.</translation>
    </message>
    <message>
        <source>The field {field} of the coarse layer holds {text:.60}, which is not JSON of shares by class; run Label Proportions on it again, or take {METHOD=LARGEST}.</source>
        <translation>El campo {field} de la capa gruesa contiene {text:.60}, que no es JSON de proporciones por clase; ejecute de nuevo Proporciones de etiquetas sobre ella, o tome {METHOD=LARGEST}.</translation>
    </message>
    <message>
        <source>The field {field} of the coarse layer is empty near the tiles; name another.</source>
        <translation>El campo {field} de la capa gruesa está vacío cerca de las teselas; hay que indicar otro.</translation>
    </message>
    <message>
        <source>The field {field} of {layer}</source>
        <translation>El campo {field} de {layer}</translation>
    </message>
    <message>
        <source>The field {field} of {layer} has two areas for the stratum {stratum}, {first:g} and {second:g}; a stratum has one. Correct it there, or assess points of different drawings one after the other.</source>
        <translation>El campo {field} de {layer} tiene dos superficies para el estrato {stratum}, {first:g} y {second:g}; un estrato tiene una sola. Corríjalo allí, o evalúe por separado los puntos de sorteos distintos.</translation>
    </message>
    <message>
        <source>The field {field} of {layer} has {area} for the stratum {stratum}; an area is a number above 0 and below {most:g}. Correct it there.</source>
        <translation>El campo {field} de {layer} tiene {area} para el estrato {stratum}; una superficie es un número mayor que 0 y menor que {most:g}. Corríjalo allí.</translation>
    </message>
    <message>
        <source>The field {lost} of {layer} is replaced by the new {new}; rename it first to keep its values.</source>
        <translation>El campo {lost} de {layer} se reemplaza por el nuevo {new}; para conservar sus valores, primero hay que cambiarle el nombre.</translation>
    </message>
    <message>
        <source>The field {} of {} is joined or calculated in this project; export the layer to a file first (right-click the layer, Export).</source>
        <translation>El campo {} de {} está unido o calculado en este proyecto; primero hay que exportar la capa a un archivo (clic derecho en la capa, Exportar).</translation>
    </message>
    <message>
        <source>The fields {lost} of {layer} are replaced by the new {new}; rename them first to keep theirs.</source>
        <translation>Los campos {lost} de {layer} se reemplazan por los nuevos {new}; para conservar sus valores, primero hay que cambiarles el nombre.</translation>
    </message>
    <message>
        <source>The fields {names} were there before and stay; delete them if they are outdated.</source>
        <translation>Los campos {names} ya existían y se conservan; si están obsoletos, hay que eliminarlos.</translation>
    </message>
    <message>
        <source>The files in {folder} would have paths that are too long for Windows; choose a folder whose path is shorter by {count} or more letters.</source>
        <translation>Los archivos de {folder} tendrían rutas demasiado largas para Windows; elija una carpeta cuya ruta sea al menos {count} letras más corta.</translation>
    </message>
    <message>
        <source>The files of each image that are its bands, by name, band or colour, separated by commas, for example red,green,blue,nir. Fewer are opened faster. Empty: all that are bands.</source>
        <translation>Los archivos de cada imagen que son sus bandas, por nombre, banda o color, separados por comas, por ejemplo red,green,blue,nir. Cuantos menos, antes se abren. Vacío: todos los que son bandas.</translation>
    </message>
    <message>
        <source>The filter of {} cannot be taken along; export the filtered layer to a file first (right-click the layer, Export).</source>
        <translation>El filtro de {} no se puede llevar; primero hay que exportar la capa filtrada a un archivo (clic derecho en la capa, Exportar).</translation>
    </message>
    <message>
        <source>The first whole tile begins at column {col} and row {row} of {name}, {off:.3g} pixels from where {ANCHOR} puts it.</source>
        <translation>La primera tesela entera empieza en la columna {col} y la fila {row} de {name}, a {off:.3g} píxeles de donde la pone {ANCHOR}.</translation>
    </message>
    <message>
        <source>The folder for the class rasters of several images, each under the name of its image. An image that fails is named, and the others go on. Run again, and only what is missing is made.</source>
        <translation>La carpeta para los ráster de clases de varias imágenes, cada uno con el nombre de su imagen. Si una imagen falla, se nombra y las demás continúan. Al ejecutar de nuevo, solo se hace lo que falta.</translation>
    </message>
    <message>
        <source>The folder for the probabilities of several images, each under the name of its image with _probabilities behind. It may be that of the class rasters. Not for K-means and SVM.</source>
        <translation>La carpeta para las probabilidades de varias imágenes, cada una con el nombre de su imagen seguido de _probabilities. Puede ser la de los rásteres de clases. No para K-means ni SVM.</translation>
    </message>
    <message>
        <source>The folder for the stacks of several images, one of each folder with rasters, under its name. An image that fails is named, and the others go on. Run again, and only what is missing is made.</source>
        <translation>La carpeta para las pilas de varias imágenes, una por cada carpeta con ráster y con su nombre. Si una imagen falla, se nombra y las demás continúan. Al ejecutar de nuevo, solo se hace lo que falta.</translation>
    </message>
    <message>
        <source>The folder in which the package is made. For ZIP, a name that ends in .zip is the file itself.</source>
        <translation>La carpeta en la que se crea el paquete. Para ZIP, un nombre que termina en .zip es el propio archivo.</translation>
    </message>
    <message>
        <source>The folder {folder} holds files but no dataset of Tilewright, so it is left alone; choose another one.</source>
        <translation>La carpeta {folder} contiene archivos pero ningún conjunto de datos de Tilewright, así que no se toca; elija otra.</translation>
    </message>
    <message>
        <source>The folder {folder} is not empty; choose another one, or set {OVERWRITE} to replace an earlier dataset, or {RESUME} to finish an interrupted one.</source>
        <translation>La carpeta {folder} no está vacía; elija otra, o active {OVERWRITE} para reemplazar un conjunto de datos anterior, o {RESUME} para terminar uno interrumpido.</translation>
    </message>
    <message>
        <source>The folder {folder} is not empty; choose another one, or set {OVERWRITE} to replace an earlier dataset.</source>
        <translation>La carpeta {folder} no está vacía; elija otra, o active {OVERWRITE} para sustituir un conjunto de datos anterior.</translation>
    </message>
    <message>
        <source>The folder {place} is missing, which shifts the numbers of classes.</source>
        <translation>Falta la carpeta {place}, lo que desplaza los números de las clases.</translation>
    </message>
    <message>
        <source>The free quota of the Cloud project {project} is used up, so that Earth Engine answers fewer requests at once.</source>
        <translation>La cuota gratuita del proyecto de Google Cloud {project} está agotada, por lo que Earth Engine responde a menos peticiones a la vez.</translation>
    </message>
    <message>
        <source>The grid would have {columns} x {rows} tiles; choose a larger {TILE_SIZE}, or a smaller area.</source>
        <translation>La cuadrícula tendría {columns} x {rows} teselas; elija un valor mayor en {TILE_SIZE} o un área más pequeña.</translation>
    </message>
    <message>
        <source>The grid would have {count} tiles in a row; choose a larger {TILE_SIZE}, or a smaller area.</source>
        <translation>La cuadrícula tendría {count} teselas en una fila; elija un valor mayor en {TILE_SIZE} o un área más pequeña.</translation>
    </message>
    <message>
        <source>The identifier {identifier} is not a whole number from 1 to {greatest}, so none is kept: all polygons are numbered 1, 2, ... instead.</source>
        <translation>El identificador {identifier} no es un número entero de 1 a {greatest}, así que no se conserva ninguno: todos los polígonos se numeran 1, 2, ...</translation>
    </message>
    <message>
        <source>The ids of the collections to search, separated by commas. Empty: all.</source>
        <translation>Los identificadores de las colecciones en las que se busca, separados por comas. Vacío: todas.</translation>
    </message>
    <message>
        <source>The image of {date}, to which {name} belongs, lacks bands that others have, such as {shown}; add them, or leave the image out.</source>
        <translation>A la imagen del {date}, a la que pertenece {name}, le faltan bandas que otras tienen, como {shown}; añádalas o prescinda de la imagen.</translation>
    </message>
    <message>
        <source>The image to classify.</source>
        <translation>La imagen que se clasifica.</translation>
    </message>
    <message>
        <source>The image to classify; or give several below.</source>
        <translation>La imagen que se clasifica; o indique varias abajo.</translation>
    </message>
    <message>
        <source>The image to cut into tiles.</source>
        <translation>La imagen que se corta en teselas.</translation>
    </message>
    <message>
        <source>The image to cut into tiles. Any size, coordinate system and pixel shape. Without one, name an area of interest and a tile size in metres.</source>
        <translation>La imagen que se corta en teselas. De cualquier tamaño, sistema de coordenadas y forma de píxel. Si no se da ninguna, hay que indicar un área de interés y un tamaño de tesela en metros.</translation>
    </message>
    <message>
        <source>The image to cut.</source>
        <translation>La imagen que se corta.</translation>
    </message>
    <message>
        <source>The image to take values of.</source>
        <translation>La imagen de la que se toman valores.</translation>
    </message>
    <message>
        <source>The image {path} of the dataset in {folder} is not there any more; put it back, then update again.</source>
        <translation>La imagen {path} del conjunto de datos de {folder} ya no está; devuélvala a su lugar y actualice de nuevo.</translation>
    </message>
    <message>
        <source>The image: floating-point numbers, NaN where no date is clear. Scale and offset of the rasters, if they have some, are applied.</source>
        <translation>La imagen: números de coma flotante, NaN donde ninguna fecha está despejada. Se aplican la escala y el desplazamiento de los ráster, si los tienen.</translation>
    </message>
    <message>
        <source>The images have different numbers of bands ({counts}); name the same bands of each with {BANDS}.</source>
        <translation>Las imágenes tienen números distintos de bandas ({counts}); indique las mismas bandas de cada una con {BANDS}.</translation>
    </message>
    <message>
        <source>The images of {SOURCE} {name} do not say how cloudy they are; leave {MAX_CLOUD} out.</source>
        <translation>Las imágenes de {SOURCE} {name} no dicen cuántas nubes tienen; deje {MAX_CLOUD} vacío.</translation>
    </message>
    <message>
        <source>The images of {day} have no {missing}; add it, leave the day out, or choose other {BANDS}.</source>
        <translation>Las imágenes del {day} no tienen {missing}; hay que añadirla, omitir el día o elegir otras {BANDS}.</translation>
    </message>
    <message>
        <source>The images of {day} have no {missing}; add them, leave the day out, or choose other {BANDS}.</source>
        <translation>Las imágenes del {day} no tienen {missing}; hay que añadirlas, omitir el día o elegir otras {BANDS}.</translation>
    </message>
    <message>
        <source>The images of {first} are {one} and those of {other} are {two}; merge datasets of one {FORMAT}.</source>
        <translation>Las imágenes de {first} son {one} y las de {other} son {two}; una conjuntos de datos de un mismo {FORMAT}.</translation>
    </message>
    <message>
        <source>The images of {names} were drawn by a style; whether it was the same one is not known.</source>
        <translation>Las imágenes de {names} se dibujaron con un estilo; no se sabe si fue el mismo.</translation>
    </message>
    <message>
        <source>The images. All must have the same bands, which may be one file each.</source>
        <translation>Las imágenes. Todas deben tener las mismas bandas, que pueden ser un archivo cada una.</translation>
    </message>
    <message>
        <source>The inputs' nodata values differ ({values}): nodata becomes NaN.</source>
        <translation>Los valores sin datos de las entradas difieren ({values}): el valor sin datos pasa a ser NaN.</translation>
    </message>
    <message>
        <source>The kind of mask: SENTINEL2_SCL (Sentinel-2 SCL), LANDSAT_C2 (Landsat Collection 2 QA_PIXEL), LANDSAT_PRE_COLLECTION (Landsat before Collections, BQA), SENTINEL2_QA60 (Sentinel-2 QA60). Or values and ranges of the mask that are cloudy, for example 3,8-10, or names of Sentinel-2's scene classes: CLOUDS stands for CLOUD_SHADOW, CLOUD_MEDIUM_PROBA, CLOUD_HIGH_PROBA, THIN_CIRRUS; others are SNOW_ICE, WATER, SATURATED_DEFECTIVE. Give values or bits.</source>
        <translation>El tipo de máscara: SENTINEL2_SCL (Sentinel-2 SCL), LANDSAT_C2 (Landsat Collection 2 QA_PIXEL), LANDSAT_PRE_COLLECTION (Landsat anterior a Collections, BQA), SENTINEL2_QA60 (Sentinel-2 QA60). O bien valores e intervalos de la máscara que indican nubes; por ejemplo, 3,8-10, o nombres de las clases de escena de Sentinel-2: CLOUDS representa CLOUD_SHADOW, CLOUD_MEDIUM_PROBA, CLOUD_HIGH_PROBA, THIN_CIRRUS; otros son SNOW_ICE, WATER, SATURATED_DEFECTIVE. Se indican valores o bits.</translation>
    </message>
    <message>
        <source>The kind of mask: SENTINEL2_SCL (Sentinel-2 SCL), LANDSAT_C2 (Landsat Collection 2 QA_PIXEL), LANDSAT_PRE_COLLECTION (Landsat before Collections, BQA), SENTINEL2_QA60 (Sentinel-2 QA60). Or values and ranges of the masks or codes that are cloudy, for example 3,8-10, or names of Sentinel-2's scene classes: CLOUDS stands for CLOUD_SHADOW, CLOUD_MEDIUM_PROBA, CLOUD_HIGH_PROBA, THIN_CIRRUS; others are SNOW_ICE, WATER, SATURATED_DEFECTIVE. Give values or bits. Empty for Sentinel-2 products: CLOUDS.</source>
        <translation>El tipo de máscara: SENTINEL2_SCL (Sentinel-2 SCL), LANDSAT_C2 (Landsat Collection 2 QA_PIXEL), LANDSAT_PRE_COLLECTION (Landsat anterior a Collections, BQA), SENTINEL2_QA60 (Sentinel-2 QA60). O bien valores e intervalos de las máscaras o los códigos que indican nubes; por ejemplo, 3,8-10, o nombres de las clases de escena de Sentinel-2: CLOUDS representa CLOUD_SHADOW, CLOUD_MEDIUM_PROBA, CLOUD_HIGH_PROBA, THIN_CIRRUS; otros son SNOW_ICE, WATER, SATURATED_DEFECTIVE. Se indican valores o bits. Vacío para productos Sentinel-2: CLOUDS.</translation>
    </message>
    <message>
        <source>The kind of mask: SENTINEL2_SCL (Sentinel-2 SCL), LANDSAT_C2 (Landsat Collection 2 QA_PIXEL), LANDSAT_PRE_COLLECTION (Landsat before Collections, BQA), SENTINEL2_QA60 (Sentinel-2 QA60). Or values and ranges of the masks that are cloudy, for example 3,8-10, or names of Sentinel-2's scene classes: CLOUDS stands for CLOUD_SHADOW, CLOUD_MEDIUM_PROBA, CLOUD_HIGH_PROBA, THIN_CIRRUS; others are SNOW_ICE, WATER, SATURATED_DEFECTIVE. Give values or bits. Empty for Sentinel-2 products: CLOUDS.</source>
        <translation>El tipo de máscara: SENTINEL2_SCL (Sentinel-2 SCL), LANDSAT_C2 (Landsat Collection 2 QA_PIXEL), LANDSAT_PRE_COLLECTION (Landsat anterior a Collections, BQA), SENTINEL2_QA60 (Sentinel-2 QA60). O bien valores e intervalos de las máscaras que indican nubes; por ejemplo, 3,8-10, o nombres de las clases de escena de Sentinel-2: CLOUDS representa CLOUD_SHADOW, CLOUD_MEDIUM_PROBA, CLOUD_HIGH_PROBA, THIN_CIRRUS; otros son SNOW_ICE, WATER, SATURATED_DEFECTIVE. Se indican valores o bits. Vacío para productos Sentinel-2: CLOUDS.</translation>
    </message>
    <message>
        <source>The label layer</source>
        <translation>La capa de etiquetas</translation>
    </message>
    <message>
        <source>The label layer {name} has no polygon with a class.</source>
        <translation>La capa de etiquetas {name} no tiene ningún polígono con clase.</translation>
    </message>
    <message>
        <source>The label layer {sourcename} has no feature with a class in its field {field}.</source>
        <translation>La capa de etiquetas {sourcename} no tiene ningún objeto con una clase en su campo {field}.</translation>
    </message>
    <message>
        <source>The labels of {folder} are {what}, and only labels of one class a tile are judged; give the tiles classes, for example with Join Labels, and export them again.</source>
        <translation>Las etiquetas de {folder} son {what}, y solo se juzgan etiquetas de una clase por tesela; dé clases a las teselas, por ejemplo con Unir etiquetas, y expórtelas de nuevo.</translation>
    </message>
    <message>
        <source>The labels that {SCENE_TABLE} names for {names} are not used: a series has labels of its place, not of its dates.</source>
        <translation>Las etiquetas que {SCENE_TABLE} nombra para {names} no se usan: una serie tiene etiquetas de su lugar, no de sus fechas.</translation>
    </message>
    <message>
        <source>The later map, on any pixel grid.</source>
        <translation>El mapa posterior, en cualquier cuadrícula de píxeles.</translation>
    </message>
    <message>
        <source>The layer has no points of {missing}; each class needs two or more. Add points there.</source>
        <translation>La capa no tiene puntos de {missing}; cada clase necesita dos o más. Añada puntos allí.</translation>
    </message>
    <message>
        <source>The layer of Search Catalogue over the Copernicus Data Space, the table of Select Products, or any table whose column name has names of products. Where there is a column selected, only rows where it is not 0 are downloaded.</source>
        <translation>La capa de Buscar en catálogo sobre el Copernicus Data Space, la tabla de Seleccionar productos, o cualquier tabla cuya columna name tenga nombres de productos. Donde haya una columna selected, solo se descargan las filas en las que no es 0.</translation>
    </message>
    <message>
        <source>The layer of points, in the raster's coordinate system. Beside a file stands a style (.qml) that holds the form. A file of points that are interpreted is not replaced.</source>
        <translation>La capa de puntos, en el sistema de coordenadas del ráster. Junto a un archivo queda un estilo (.qml) con el formulario. Un archivo de puntos ya interpretados no se reemplaza.</translation>
    </message>
    <message>
        <source>The layer of the images, by date, in longitude and latitude. path is the address of the image in the catalogue, assets tells its files.</source>
        <translation>La capa de las imágenes, por fecha, en longitud y latitud. path es la dirección de la imagen en el catálogo; assets indica sus archivos.</translation>
    </message>
    <message>
        <source>The layer of the tiles that are kept.</source>
        <translation>La capa de las teselas que se conservan.</translation>
    </message>
    <message>
        <source>The layer of the tiles.</source>
        <translation>La capa de las teselas.</translation>
    </message>
    <message>
        <source>The layer {name} cannot be opened; repair its source, or take it off the list.</source>
        <translation>No se puede abrir la capa {name}; repare su origen o quítela de la lista.</translation>
    </message>
    <message>
        <source>The layer {} cannot be opened outside this project; export it to a file first (right-click the layer, Export).</source>
        <translation>La capa {} no se puede abrir fuera de este proyecto; primero hay que exportarla a un archivo (clic derecho en la capa, Exportar).</translation>
    </message>
    <message>
        <source>The layer {} exists in this project only; save it to a file first (right-click the layer, Export or Make Permanent).</source>
        <translation>La capa {} solo existe en este proyecto; primero hay que guardarla en un archivo (clic derecho en la capa, Exportar o Hacer permanente).</translation>
    </message>
    <message>
        <source>The layer {} has edits that are not saved; save them first (Layer, Save Layer Edits).</source>
        <translation>La capa {} tiene ediciones sin guardar; primero hay que guardarlas (Capa, Guardar cambios de la capa).</translation>
    </message>
    <message>
        <source>The layer {} is in a temporary file, which is deleted when QGIS closes; save it to another file first (right-click the layer, Export).</source>
        <translation>La capa {} está en un archivo temporal, que desaparece al cerrar QGIS; primero hay que guardarla en otro (clic derecho en la capa, Exportar).</translation>
    </message>
    <message>
        <source>The layer's additional nodata values count: {gaps}.</source>
        <translation>Los valores sin datos adicionales de la capa cuentan: {gaps}.</translation>
    </message>
    <message>
        <source>The layer's own nodata value is switched off in band {bands}, and its pixels count as data.</source>
        <translation>El valor sin datos propio de la capa está desactivado en la banda {bands}, y sus píxeles cuentan como datos.</translation>
    </message>
    <message>
        <source>The layout of {first} is {one} and that of {other} is {two}; merge datasets of one {LAYOUT}.</source>
        <translation>La disposición de {first} es {one} y la de {other} es {two}; una conjuntos de datos de un mismo {LAYOUT}.</translation>
    </message>
    <message>
        <source>The level of processing, for example L2A. Empty: all.</source>
        <translation>El nivel de procesamiento, por ejemplo L2A. Vacío: todos.</translation>
    </message>
    <message>
        <source>The map shows and counts the tiles in view ({}).</source>
        <translation>El mapa muestra y cuenta las teselas a la vista ({}).</translation>
    </message>
    <message>
        <source>The map shows no place; zoom to the image.</source>
        <translation>El mapa no muestra ningún lugar; acérquelo a la imagen.</translation>
    </message>
    <message>
        <source>The map shows nothing of {name}; zoom to it.</source>
        <translation>El mapa no muestra nada de {name}; acérquelo a ella.</translation>
    </message>
    <message>
        <source>The map to assess, or any other class raster whose classes are to be the strata. Names and colours come from its style, its attribute table or its category names.</source>
        <translation>El mapa por evaluar, u otro ráster de clases cuyas clases deban ser los estratos. Los nombres y colores salen de su estilo, su tabla de atributos o sus nombres de categorías.</translation>
    </message>
    <message>
        <source>The map to assess. Names and colours come from its style, its attribute table or its category names.</source>
        <translation>El mapa por evaluar. Los nombres y colores salen de su estilo, su tabla de atributos o sus nombres de categorías.</translation>
    </message>
    <message>
        <source>The map to clean. Names and colours come from its style, its attribute table or its category names.</source>
        <translation>El mapa que se limpia. Los nombres y colores vienen de su estilo, su tabla de atributos o sus nombres de categoría.</translation>
    </message>
    <message>
        <source>The maps have no class in common, so that all has changed; give them the same names with {CLASS_MAP}, or in their styles.</source>
        <translation>Los mapas no tienen ninguna clase en común, así que todo ha cambiado; deles los mismos nombres con {CLASS_MAP}, o en sus estilos.</translation>
    </message>
    <message>
        <source>The mask {path} has {count} bands of {dtype}, and its classes need other numbers, for which one band of 8 bits is needed; export its dataset again.</source>
        <translation>La máscara {path} tiene {count} bandas de {dtype}, y sus clases necesitan otros números, para lo que hace falta una sola banda de 8 bits; exporte de nuevo su conjunto de datos.</translation>
    </message>
    <message>
        <source>The masks of all datasets have more than {count} classes together, and {too_many}; merge fewer datasets.</source>
        <translation>Las máscaras de todos los conjuntos de datos suman más de {count} clases, y {too_many}; una menos conjuntos.</translation>
    </message>
    <message>
        <source>The masks show no class; check {MASK} and {class_map}.</source>
        <translation>Las máscaras no muestran ninguna clase; compruebe {MASK} y {class_map}.</translation>
    </message>
    <message>
        <source>The metadata is left aside: {trouble}</source>
        <translation>Los metadatos se dejan de lado: {trouble}</translation>
    </message>
    <message>
        <source>The metadata of {name} cannot be used: {trouble} Get the product again, or set {OFFSET} in Load Sentinel-2 Product (-1000 from processing baseline 04.00 on, 0 before).</source>
        <translation>Los metadatos de {name} no se pueden usar: {trouble} Obtenga de nuevo el producto o fije {OFFSET} en Cargar producto Sentinel-2 (-1000 a partir de la versión de procesamiento 04.00, 0 antes).</translation>
    </message>
    <message>
        <source>The model file to write, for Classify raster.</source>
        <translation>El archivo de modelo que se escribe, para Clasificar ráster.</translation>
    </message>
    <message>
        <source>The name says baseline {told} and the metadata {baseline}; the metadata counts.</source>
        <translation>El nombre dice versión de procesamiento {told} y los metadatos {baseline}; valen los metadatos.</translation>
    </message>
    <message>
        <source>The names of {names} differ by more than the date, which makes them different bands; give {BANDS=1} for the first band of each, or call the files alike but for the date.</source>
        <translation>Los nombres de {names} difieren en algo más que la fecha, lo que los convierte en bandas distintas; indique {BANDS=1} para la primera banda de cada uno, o dé a los archivos nombres iguales salvo en la fecha.</translation>
    </message>
    <message>
        <source>The nodata value differs from scene to scene: {values}. Tiles keep that of their scene; dataset.json tells it for each of the scenes.</source>
        <translation>El valor sin datos difiere de una escena a otra: {values}. Las teselas conservan el de su escena; dataset.json lo indica para cada una de las escenas.</translation>
    </message>
    <message>
        <source>The nodata values of {} were set in its properties and are not in its file; remove them there and fill in Extra nodata.</source>
        <translation>Los valores sin datos de {} se fijaron en sus propiedades y no están en su archivo; hay que quitarlos allí y rellenar el valor sin datos extra.</translation>
    </message>
    <message>
        <source>The number of each class, such as 1=water,2=forest, or what another run returned as LEGEND. Empty: 1, 2, 3 in the order of the sorted names.</source>
        <translation>El número de cada clase, como 1=water,2=forest, o lo que otra ejecución devolvió como LEGEND. Vacío: 1, 2, 3 en el orden alfabético de los nombres.</translation>
    </message>
    <message>
        <source>The objects of {first} are {one} and those of {other} are {two}; merge datasets of one {SHAPE}.</source>
        <translation>Los objetos de {first} son {one} y los de {other} son {two}; una conjuntos de datos de un mismo {SHAPE}.</translation>
    </message>
    <message>
        <source>The only tile is not written: {reason}.</source>
        <translation>La única tesela no se escribe: {reason}.</translation>
    </message>
    <message>
        <source>The outline of tile {number} is not a polygon; each ring needs three corners and must end where it begins, and all coordinates must be numbers. Delete the tile, or draw it anew.</source>
        <translation>El contorno de la tesela {number} no es un polígono; cada anillo necesita tres vértices y debe terminar donde empieza, y todas las coordenadas deben ser números. Elimine la tesela o dibújela de nuevo.</translation>
    </message>
    <message>
        <source>The package {where} {what} {count} of {total} files that {manifest} names ({names}), so it is not kept; the dataset may have changed meanwhile. Run again.</source>
        <translation>El paquete {where} {what} {count} de los {total} archivos que nombra {manifest} ({names}), así que no se conserva; puede que el conjunto de datos haya cambiado entretanto. Vuelva a ejecutar.</translation>
    </message>
    <message>
        <source>The page to write with the quality and pictures of it. The same in numbers goes to a file beside it that ends in .json.</source>
        <translation>La página que se escribe con la calidad e imágenes de ella. Lo mismo en números va a un archivo contiguo que termina en .json.</translation>
    </message>
    <message>
        <source>The part of the product that is loaded: a rectangle in any coordinate system, in whole pixels of the resolution. Empty: all of it, or the part around the area of interest.</source>
        <translation>La parte del producto que se carga: un rectángulo en cualquier sistema de coordenadas, en píxeles enteros de la resolución. Vacío: todo el producto, o la parte alrededor del área de interés.</translation>
    </message>
    <message>
        <source>The pictures are drawn with the cut values of the export.</source>
        <translation>Las imágenes se dibujan con los valores de corte de la exportación.</translation>
    </message>
    <message>
        <source>The pictures show the values as they are, 0 to 255.</source>
        <translation>Las imágenes muestran los valores tal como son, de 0 a 255.</translation>
    </message>
    <message>
        <source>The place {x:.10g}, {y:.10g} lies outside its coordinate system's valid area; check the layer's coordinate system, or give the value in pixels where that is offered.</source>
        <translation>El lugar {x:.10g}, {y:.10g} está fuera del área válida de su sistema de coordenadas; compruebe el sistema de coordenadas de la capa, o dé el valor en píxeles donde se ofrezca.</translation>
    </message>
    <message>
        <source>The point was out of view. Look at it, then choose its class.</source>
        <translation>El punto no estaba a la vista. Mírelo y elija después su clase.</translation>
    </message>
    <message>
        <source>The polygon in {AOI_WKT} {path} has no area.</source>
        <translation>El polígono de {AOI_WKT} {path} no tiene superficie.</translation>
    </message>
    <message>
        <source>The polygon in {AOI_WKT} {path} is far from {place}.</source>
        <translation>El polígono de {AOI_WKT} {path} está lejos de {place}.</translation>
    </message>
    <message>
        <source>The polygons have no coordinate system, so nobody knows how large they are; assign one (right-click the layer, Layer CRS).</source>
        <translation>Los polígonos no tienen sistema de coordenadas, así que no se sabe qué tamaño tienen; hay que asignarles uno (clic derecho en la capa, SRC de la capa).</translation>
    </message>
    <message>
        <source>The polygons of {MASK} are kept in this program, where the workers of a {SCHEDULER} do not see them; turn them into a raster with Rasterize Labels, and give that as {MASK}.</source>
        <translation>Los polígonos de {MASK} se guardan en este programa, donde los procesos de un {SCHEDULER} no los ven; conviértalos en un ráster con Rasterizar etiquetas e indíquelo como {MASK}.</translation>
    </message>
    <message>
        <source>The polygons or points that you draw; unsaved edits count too.</source>
        <translation>Los polígonos o puntos que dibuja; las ediciones cuentan antes de guardarse.</translation>
    </message>
    <message>
        <source>The polygons that the map was trained on, in any coordinate system: no point is drawn in a pixel that they touch.</source>
        <translation>Los polígonos con los que se entrenó el mapa, en cualquier sistema de coordenadas: no se sortea ningún punto en un píxel que toquen.</translation>
    </message>
    <message>
        <source>The polygons to choose from. Invalid ones are repaired.</source>
        <translation>Los polígonos entre los que se elige. Los no válidos se reparan.</translation>
    </message>
    <message>
        <source>The product could not be downloaded: {failed}. Run again to try once more.</source>
        <translation>No se pudo descargar el producto: {failed}. Ejecute de nuevo para volver a intentarlo.</translation>
    </message>
    <message>
        <source>The products are of several levels: {levels}. Those of L1C are reflectances above the air, those of L2A on the ground; keep those of one level alone.</source>
        <translation>Los productos son de varios niveles: {levels}. Los de L1C son reflectancias por encima del aire y los de L2A, en el suelo; conserve solo los de un nivel.</translation>
    </message>
    <message>
        <source>The products need {needed:.1f} GB, and the disk of {folder} has {free:.1f} GB left; free some space, choose another folder, or fewer products.</source>
        <translation>Los productos necesitan {needed:.1f} GB, y en el disco de {folder} quedan {free:.1f} GB; libere espacio, elija otra carpeta, o menos productos.</translation>
    </message>
    <message>
        <source>The program of a Python with the libraries that you train with, such as bin/python of an environment: each of them that reads the layout loads the dataset, and the count, the order of classes and three tiles are compared. The network is off and each takes at most 60 s. Runs that program: name one that you trust. Empty: no library is tried.</source>
        <translation>El programa de un Python con las bibliotecas con las que entrena, como bin/python de un entorno: cada una de las que leen la estructura carga el conjunto de datos, y se comparan el recuento, el orden de las clases y tres teselas. La red está desconectada y cada una tarda como mucho 60 s. Ejecuta ese programa: indique uno en el que confíe. Vacío: no se prueba ninguna biblioteca.</translation>
    </message>
    <message>
        <source>The quality of {classes} is not measured: a class needs two polygons or more, so that one can be held out.</source>
        <translation>La calidad de {classes} no se mide: una clase necesita dos polígonos o más, para poder reservar uno.</translation>
    </message>
    <message>
        <source>The range {part!r} runs backwards; {values_help}.</source>
        <translation>El rango {part!r} va hacia atrás; {values_help}.</translation>
    </message>
    <message>
        <source>The raster is {length} across, less than one tile of {tile}; choose a smaller {TILE_SIZE}, or {EDGE=KEEP}.</source>
        <translation>El ráster mide {length} de lado, menos que una tesela de {tile}; elija un {TILE_SIZE} menor o {EDGE=KEEP}.</translation>
    </message>
    <message>
        <source>The raster is {length} pixels across, so that {count} tiles would stand in a row; choose a larger {TILE_SIZE}, or a raster of larger pixels.</source>
        <translation>El ráster mide {length} píxeles de lado, de modo que habría {count} teselas en una fila; elija un {TILE_SIZE} mayor, o un ráster de píxeles más grandes.</translation>
    </message>
    <message>
        <source>The raster of all bands, a GeoTIFF; of one image.</source>
        <translation>El ráster con todas las bandas, un GeoTIFF; de una sola imagen.</translation>
    </message>
    <message>
        <source>The raster of labels, a GeoTIFF: class numbers with colours and names, or measured values.</source>
        <translation>El ráster de etiquetas, un GeoTIFF: números de clase con colores y nombres, o valores medidos.</translation>
    </message>
    <message>
        <source>The raster reaches latitude {latitude:.10g}, which does not exist; check its coordinate system.</source>
        <translation>El ráster llega a la latitud {latitude:.10g}, que no existe; compruebe su sistema de coordenadas.</translation>
    </message>
    <message>
        <source>The raster whose pixels the labels are to lie on: its extent, pixel size and coordinate system are taken over.</source>
        <translation>El ráster en cuyos píxeles deben encajar las etiquetas: se toman su extensión, su tamaño de píxel y su sistema de coordenadas.</translation>
    </message>
    <message>
        <source>The raster {path} cannot be opened: {error}</source>
        <translation>El ráster {path} no se puede abrir: {error}</translation>
    </message>
    <message>
        <source>The raster: float32 reflectances, 1 being all light, with the bands' names; or a virtual raster when its name ends in .vrt.</source>
        <translation>El ráster: reflectancias float32, donde 1 es toda la luz, con los nombres de las bandas; o un ráster virtual si su nombre termina en .vrt.</translation>
    </message>
    <message>
        <source>The rasters do not overlap; leave out those that are elsewhere, or set another extent.</source>
        <translation>Los ráster no se superponen; descarte los que están en otro lugar o fije otra extensión.</translation>
    </message>
    <message>
        <source>The rasters lie so far apart that the result would have {width} x {height} pixels, nearly all of them empty; leave out those that are elsewhere, or set another extent.</source>
        <translation>Los ráster están tan lejos unos de otros que el resultado tendría {width} x {height} píxeles, casi todos vacíos; quite los que están en otro lugar o elija otra extensión.</translation>
    </message>
    <message>
        <source>The rasters, in the order of their bands. Rasters of several bands give all of them.</source>
        <translation>Los ráster, en el orden de sus bandas. Los ráster de varias bandas las dan todas.</translation>
    </message>
    <message>
        <source>The result would have {width} x {height} pixels; choose larger pixels, or a smaller area.</source>
        <translation>El resultado tendría {width} x {height} píxeles; elija píxeles más grandes, o un área menor.</translation>
    </message>
    <message>
        <source>The run lengths of annotation {name} do not fill its image.</source>
        <translation>Las longitudes de series de la anotación {name} no llenan su imagen.</translation>
    </message>
    <message>
        <source>The same as a CSV file, which loads faster than a layer.</source>
        <translation>Lo mismo como archivo CSV, que se carga más rápido que una capa.</translation>
    </message>
    <message>
        <source>The same is so of {names}.</source>
        <translation>Lo mismo ocurre con {names}.</translation>
    </message>
    <message>
        <source>The samples are all of one class ({name}); a classifier needs two or more.</source>
        <translation>Las muestras son todas de una misma clase ({name}); un clasificador necesita dos o más.</translation>
    </message>
    <message>
        <source>The samples as points with the same fields, for looking at them on the map.</source>
        <translation>Las muestras como puntos con los mismos campos, para verlas en el mapa.</translation>
    </message>
    <message>
        <source>The samples of {folder} are time series, which no single picture shows; choose a dataset that Export tiles or Build dataset wrote.</source>
        <translation>Las muestras de {folder} son series temporales, que ninguna imagen muestra por sí sola; elija un conjunto de datos escrito por Exportar teselas o Crear conjunto de datos.</translation>
    </message>
    <message>
        <source>The samples of {folder} are time series, whose labels are not judged; choose a dataset that Export Tiles or Build Dataset wrote.</source>
        <translation>Las muestras de {folder} son series temporales, cuyas etiquetas no se juzgan; elija un conjunto de datos escrito por Exportar teselas o Crear conjunto de datos.</translation>
    </message>
    <message>
        <source>The scaling of the dataset ({least:g} to {greatest:g}) clips {share:.3g} % of the values of {band} in the new tiles, where it clips {usual:.3g} % of those that it was fitted to.</source>
        <translation>El escalado del conjunto de datos (de {least:g} a {greatest:g}) recorta el {share:.3g} % de los valores de {band} en las teselas nuevas, y el {usual:.3g} % de aquellos a los que se ajustó.</translation>
    </message>
    <message>
        <source>The scaling of the dataset ({least:g} to {greatest:g}) would clip {share:.3g} % of the values of {band} in the new tiles, so that little of them is left; build one dataset of all {SCENES} instead.</source>
        <translation>El escalado del conjunto de datos (de {least:g} a {greatest:g}) recortaría el {share:.3g} % de los valores de {band} en las teselas nuevas, de los que quedaría poco; haga en su lugar un solo conjunto de todas las {SCENES}.</translation>
    </message>
    <message>
        <source>The scaling of {first} is {one} and that of {other} is {two}, so that the same value means something else in each; export one of them again with the {SCALING} of the other.</source>
        <translation>El escalado de {first} es {one} y el de {other} es {two}, de modo que el mismo valor significa otra cosa en cada uno; exporte uno de ellos de nuevo con el {SCALING} del otro.</translation>
    </message>
    <message>
        <source>The scaling was fitted to earlier tiles, so its values are taken.</source>
        <translation>El escalado se ajustó a teselas anteriores, así que se toman sus valores.</translation>
    </message>
    <message>
        <source>The scene classification (SCL) of a Level-2A product on the same pixels, with names and colours: a cloud mask for Mask Cloudy Tiles by Raster and for Composite.</source>
        <translation>La clasificación de escena (SCL) de un producto de nivel 2A sobre los mismos píxeles, con nombres y colores: una máscara de nubes para Descartar teselas nubosas por ráster y para Composición.</translation>
    </message>
    <message>
        <source>The scene of {split}: {names}.</source>
        <translation>La escena de {split}: {names}.</translation>
    </message>
    <message>
        <source>The scene {scene} cannot be read.</source>
        <translation>La escena {scene} no se puede leer.</translation>
    </message>
    <message>
        <source>The scene {scene} is left out. {why}</source>
        <translation>Se omite la escena {scene}. {why}</translation>
    </message>
    <message>
        <source>The scheduler {scheduler} has no workers; start some with `dask worker {scheduler}`.</source>
        <translation>El planificador {scheduler} no tiene procesos; inicie algunos con `dask worker {scheduler}`.</translation>
    </message>
    <message>
        <source>The scheduler {scheduler} was lost: {why}. Start it anew, then run again with {RESUME}.</source>
        <translation>Se perdió el planificador {scheduler}: {why}. Inícielo de nuevo y vuelva a ejecutar con {RESUME}.</translation>
    </message>
    <message>
        <source>The search ends when it has found so many.</source>
        <translation>La búsqueda termina cuando ha encontrado tantas.</translation>
    </message>
    <message>
        <source>The service takes no such sign-in (401); choose an authentication configuration with the user name and password of your account, with {AUTHCFG}.</source>
        <translation>El servicio no acepta ese inicio de sesión (401); elija una configuración de autenticación con el usuario y la contraseña de su cuenta, con {AUTHCFG}.</translation>
    </message>
    <message>
        <source>The share of each class on the map that you expect to be right, in percent; single classes can have their own, as in 80,water=95. Used by NEYMAN and for the standard error.</source>
        <translation>La parte de cada clase del mapa que se espera correcta, en porcentaje; cada clase puede tener la suya, como en 80,agua=95. La usan NEYMAN y el error estándar.</translation>
    </message>
    <message>
        <source>The shares are up to {off:.3g} percentage points from those asked for; {closer} come nearer.</source>
        <translation>Las proporciones difieren hasta {off:.3g} puntos porcentuales de las pedidas; se acercarían más con {closer}.</translation>
    </message>
    <message>
        <source>The sheet would have {width} x {height} pixels; choose a smaller {CELL}, fewer {COLUMNS} or fewer pictures.</source>
        <translation>La hoja tendría {width} x {height} píxeles; elija un valor menor en {CELL}, menos {COLUMNS} o menos imágenes.</translation>
    </message>
    <message>
        <source>The sign-in cannot be kept: {}</source>
        <translation>No se puede guardar la sesión: {}</translation>
    </message>
    <message>
        <source>The sign-in was refused: {reason}.</source>
        <translation>El inicio de sesión fue rechazado: {reason}.</translation>
    </message>
    <message>
        <source>The source of {} holds a password, which would be copied too; keep it in QGIS's authentication settings, or export the layer to a file.</source>
        <translation>La fuente de {} contiene una contraseña, que se copiaría también; hay que guardarla en la configuración de autenticación de QGIS o exportar la capa a un archivo.</translation>
    </message>
    <message>
        <source>The source {name} holds something else than it did.</source>
        <translation>La fuente {name} contiene algo distinto de lo que contenía.</translation>
    </message>
    <message>
        <source>The split field holds {count} different values, which are hardly splits; name the right field with {SPLIT_FIELD}.</source>
        <translation>El campo de división contiene {count} valores distintos, que difícilmente son divisiones; indique el campo correcto con {SPLIT_FIELD}.</translation>
    </message>
    <message>
        <source>The split field holds {strange}; it may hold {splits}.</source>
        <translation>El campo de división contiene {strange}; puede contener {splits}.</translation>
    </message>
    <message>
        <source>The split field holds {told}, and leaks are between two splits; name the right field with {SPLIT_FIELD}.</source>
        <translation>El campo de división contiene {told}, y las fugas se dan entre dos divisiones; indique el campo correcto con {SPLIT_FIELD}.</translation>
    </message>
    <message>
        <source>The split {split} has no tile of {classes}: torchvision's ImageFolder, TorchGeo and TerraTorch refuse to load it, and timm numbers its classes differently. Split the tiles so that each class is in each split, or load it as README.md of the dataset shows.</source>
        <translation>La división {split} no tiene ninguna tesela de {classes}: ImageFolder de torchvision, TorchGeo y TerraTorch se niegan a cargarla, y timm numera sus clases de otro modo. Hay que repartir las teselas de modo que cada clase esté en cada división, o cargarla como muestra el README.md del conjunto de datos.</translation>
    </message>
    <message>
        <source>The split {split} has no tile of {names}.</source>
        <translation>La división {split} no tiene ninguna tesela de {names}.</translation>
    </message>
    <message>
        <source>The splits leak.</source>
        <translation>Hay fugas entre las divisiones.</translation>
    </message>
    <message>
        <source>The splits leak: {leaks}</source>
        <translation>Las divisiones tienen fugas: {leaks}</translation>
    </message>
    <message>
        <source>The standard error of the overall accuracy, in percent, that the points should reach; their number then follows from the expected accuracy. Empty: the number above.</source>
        <translation>El error estándar de la exactitud global, en porcentaje, que deben alcanzar los puntos; su número se deduce entonces de la exactitud esperada. Vacío: el número de arriba.</translation>
    </message>
    <message>
        <source>The strata of {layer} add up to {strata:.0f} {unit}, and the classes of {raster} to {mapped:.0f} {unit}. The areas told are shares of the former; check that all strata still have points, and what the points say of their areas.</source>
        <translation>Los estratos de {layer} suman {strata:.0f} {unit}, y las clases de {raster}, {mapped:.0f} {unit}. Las superficies que se indican son partes de los primeros; compruebe que todos los estratos conservan puntos y qué dicen estos de sus superficies.</translation>
    </message>
    <message>
        <source>The stratum {stratum} has no point with a reference class{more}; each stratum needs {least} or more. {remedy}</source>
        <translation>El estrato {stratum} no tiene ningún punto con clase de referencia{more}; cada estrato necesita {least} o más. {remedy}</translation>
    </message>
    <message>
        <source>The stratum {stratum} has only 1 point with a reference class{more}; standard errors need {least} or more. {remedy}</source>
        <translation>El estrato {stratum} solo tiene 1 punto con clase de referencia{more}; los errores estándar necesitan {least} o más. {remedy}</translation>
    </message>
    <message>
        <source>The table gives {name} two dates; leave one of them out.</source>
        <translation>La tabla da dos fechas a {name}; quite una de ellas.</translation>
    </message>
    <message>
        <source>The table of all products: selected is 1 or 0, reason says why one was left out.</source>
        <translation>La tabla de todos los productos: selected es 1 o 0 y reason dice por qué se descartó alguno.</translation>
    </message>
    <message>
        <source>The table of the products: date, level, tile, cloud cover and path; selected is 1 for those that are here, and reason tells why others are not.</source>
        <translation>La tabla de los productos: fecha, nivel, tesela, nubosidad y ruta; selected es 1 para los que ya están, y reason dice por qué no están los demás.</translation>
    </message>
    <message>
        <source>The table {table} cannot be put into {path}: {reason}. Close it where it is open, or choose another file.</source>
        <translation>La tabla {table} no se puede guardar en {path}: {reason}. Ciérrela donde esté abierta o elija otro archivo.</translation>
    </message>
    <message>
        <source>The text encoding of {} was set in this project; export the layer to a file first (right-click the layer, Export).</source>
        <translation>La codificación de texto de {} se fijó en este proyecto; primero hay que exportar la capa a un archivo (clic derecho en la capa, Exportar).</translation>
    </message>
    <message>
        <source>The tile layer changed while it was read; run again.</source>
        <translation>La capa de teselas cambió mientras se leía; ejecute de nuevo.</translation>
    </message>
    <message>
        <source>The tile layer changed while it was read; save it, then run again.</source>
        <translation>La capa de teselas cambió mientras se leía; hay que guardarla y volver a ejecutar.</translation>
    </message>
    <message>
        <source>The tile layer has no field {field!r}; it has {names}.</source>
        <translation>La capa de teselas no tiene el campo {field!r}; tiene {names}.</translation>
    </message>
    <message>
        <source>The tile layer has no field {name!r}; it has {known}.</source>
        <translation>La capa de teselas no tiene el campo {name!r}; tiene {known}.</translation>
    </message>
    <message>
        <source>The tile layer has no tiles, so there is nothing to export.</source>
        <translation>La capa de teselas no tiene teselas, así que no hay nada que exportar.</translation>
    </message>
    <message>
        <source>The tile layer has no tiles, so there is nothing to split.</source>
        <translation>La capa de teselas no tiene teselas, así que no hay nada que dividir.</translation>
    </message>
    <message>
        <source>The tile layer has no tiles.</source>
        <translation>La capa de teselas no tiene teselas.</translation>
    </message>
    <message>
        <source>The tile layer has the fields {twins}, whose names differ only in case, and tiles.gpkg cannot keep both; rename or delete one.</source>
        <translation>La capa de teselas tiene los campos {twins}, cuyos nombres solo difieren en mayúsculas y minúsculas, y tiles.gpkg no puede conservar ambos; cambie el nombre de uno o elimínelo.</translation>
    </message>
    <message>
        <source>The tile layer must hold polygons, and feature {number} is a {kind}; delete it, or draw a polygon in its place.</source>
        <translation>La capa de teselas debe contener polígonos y el objeto {number} es de tipo {kind}; hay que eliminarlo o dibujar un polígono en su lugar.</translation>
    </message>
    <message>
        <source>The tile layer, in any coordinate system. The boxes around its outlines are filled.</source>
        <translation>La capa de teselas, en cualquier sistema de coordenadas. Se llenan los rectángulos que rodean sus contornos.</translation>
    </message>
    <message>
        <source>The tile layer, or any polygon layer, coarse tiles included.</source>
        <translation>La capa de teselas o cualquier capa de polígonos, incluidas las teselas gruesas.</translation>
    </message>
    <message>
        <source>The tile layer. Its outlines decide what is cut.</source>
        <translation>La capa de teselas. Sus contornos deciden qué se corta.</translation>
    </message>
    <message>
        <source>The tile layer: from Create Tile Grid, or any polygon layer.</source>
        <translation>La capa de teselas: la de Crear cuadrícula de teselas o cualquier capa de polígonos.</translation>
    </message>
    <message>
        <source>The tile size is {tile} pixels; it must be at least 1.</source>
        <translation>El tamaño de tesela es de {tile} píxeles; debe ser como mínimo 1.</translation>
    </message>
    <message>
        <source>The tile {path} cannot be read: {error}.</source>
        <translation>No se puede leer la tesela {path}: {error}.</translation>
    </message>
    <message>
        <source>The tiles are turned by {degrees:g} degrees and so no whole pixels of {name}; export them with RESAMPLING.</source>
        <translation>Las teselas están giradas {degrees:g} grados y por eso no son píxeles enteros de {name}; expórtelas con RESAMPLING.</translation>
    </message>
    <message>
        <source>The tiles as they were exported, in the coordinate system of their layer.</source>
        <translation>Las teselas tal como se exportaron, en el sistema de coordenadas de su capa.</translation>
    </message>
    <message>
        <source>The tiles do not say which of the {SCENES} they are of; make them with Create Tile Grid from the same {SCENES}, or give one {RASTER}.</source>
        <translation>Las teselas no dicen de cuál de las {SCENES} son; créelas con Crear cuadrícula de teselas a partir de las mismas {SCENES}, o indique un solo {RASTER}.</translation>
    </message>
    <message>
        <source>The tiles go all the way round the globe; those on both sides of the meridian {longitude:.6g} are not seen as neighbours.</source>
        <translation>Las teselas dan la vuelta entera al globo; las que están a ambos lados del meridiano {longitude:.6g} no se consideran vecinas.</translation>
    </message>
    <message>
        <source>The tiles have another coordinate system than {name}, which is asked for pixels of {metres:.6g} m on the ground, finer than the images, so that these show the ground in its place.</source>
        <translation>Las teselas tienen otro sistema de coordenadas que {name}, al que se piden píxeles de {metres:.6g} m sobre el terreno, más finos que los de las imágenes, para que estas muestren el terreno en su sitio.</translation>
    </message>
    <message>
        <source>The tiles have no field {split_field}; split them first, for example with Split Tiles.</source>
        <translation>Las teselas no tienen el campo {split_field}; primero hay que repartirlas, por ejemplo con Repartir teselas en divisiones.</translation>
    </message>
    <message>
        <source>The tiles left out, each with its reason. A dry run makes it too.</source>
        <translation>Las teselas descartadas, cada una con su motivo. Una simulación también la crea.</translation>
    </message>
    <message>
        <source>The tiles name {name!r} as their coordinate system, which cannot be used ({error}).</source>
        <translation>Las teselas nombran {name!r} como su sistema de coordenadas, que no se puede usar ({error}).</translation>
    </message>
    <message>
        <source>The tiles of the dataset are split ({splits}), and {SPLIT_METHOD} is NONE; choose how the new ones are split.</source>
        <translation>Las teselas del conjunto de datos están repartidas ({splits}) y {SPLIT_METHOD} es NONE; elija cómo se reparten las nuevas.</translation>
    </message>
    <message>
        <source>The tiles of the dataset have no splits; leave {SPLIT_METHOD} at NONE, or split the dataset first.</source>
        <translation>Las teselas del conjunto de datos no tienen divisiones; deje {SPLIT_METHOD} en NONE o reparta antes el conjunto.</translation>
    </message>
    <message>
        <source>The tiles of the dataset have no such thing as {what} each, and the new ones have; leave it out.</source>
        <translation>Las teselas del conjunto de datos no tienen {what} cada una y las nuevas sí; omítalo.</translation>
    </message>
    <message>
        <source>The tiles of the dataset have {what} each, and the new ones have none; name its field.</source>
        <translation>Las teselas del conjunto de datos tienen {what} cada una y las nuevas no; indique su campo.</translation>
    </message>
    <message>
        <source>The tiles of {first} have {one} pixels and those of {other} have {two}; merge datasets of one tile size.</source>
        <translation>Las teselas de {first} tienen {one} píxeles y las de {other}, {two}; una conjuntos de datos de un mismo tamaño de tesela.</translation>
    </message>
    <message>
        <source>The tiles of {folder} have no classes; give {LABELS} or a field label when they are exported.</source>
        <translation>Las teselas de {folder} no tienen clases; indique {LABELS} o un campo label al exportarlas.</translation>
    </message>
    <message>
        <source>The tiles of {folder} have several classes each, and only labels of one class a tile are judged; export it without {MULTI}.</source>
        <translation>Las teselas de {folder} tienen varias clases cada una, y solo se juzgan etiquetas de una clase por tesela; expórtelo sin {MULTI}.</translation>
    </message>
    <message>
        <source>The tiles of {folder} that can be judged are all of one class ({name}); doubtful labels need two classes or more to be mistaken for each other.</source>
        <translation>Las teselas de {folder} que se pueden juzgar son todas de una clase ({name}); para que haya etiquetas dudosas hacen falta dos clases o más que se confundan.</translation>
    </message>
    <message>
        <source>The tiles of {scene} that its scaling is fitted to have no valid pixel in one of the bands; leave the scene out, or choose {SCALING_PER=DATASET}.</source>
        <translation>Las teselas de {scene} a las que se ajusta su escalado no tienen ningún píxel válido en una de las bandas; omita la escena o elija {SCALING_PER=DATASET}.</translation>
    </message>
    <message>
        <source>The tiles or the area of interest cannot be placed on {name}: {error}. Check the coordinate systems.</source>
        <translation>Las teselas o el área de interés no se pueden situar sobre {name}: {error}. Revise los sistemas de coordenadas.</translation>
    </message>
    <message>
        <source>The tiles reach from {min:.6g} to {max:.6g} degrees of latitude; check their coordinate system.</source>
        <translation>Las teselas van de {min:.6g} a {max:.6g} grados de latitud; compruebe su sistema de coordenadas.</translation>
    </message>
    <message>
        <source>The tiles that are left out, with the reason of each in its field reason.</source>
        <translation>Las teselas que se descartan, con el motivo de cada una en su campo reason.</translation>
    </message>
    <message>
        <source>The tiles that were judged, the worst first, with the fields doubt, given, likely, rank, doubtful (1: confidently another class) and duplicate_of. Rank and doubt are NULL where no other place has the class.</source>
        <translation>Las teselas juzgadas, las peores primero, con los campos doubt, given, likely, rank, doubtful (1: con confianza de otra clase) y duplicate_of. rank y doubt son NULL donde ningún otro lugar tiene la clase.</translation>
    </message>
    <message>
        <source>The tiles with the new fields behind their own.</source>
        <translation>Las teselas con los campos nuevos detrás de los suyos.</translation>
    </message>
    <message>
        <source>The tiles, in longitude and latitude: tile is the name, crs the coordinate system of its products, aoi_pct how much of the area lies in it, and needed 1 or 0.</source>
        <translation>Las teselas, en longitud y latitud: tile es el nombre, crs el sistema de coordenadas de sus productos, aoi_pct cuánto del área está en ella, y needed 1 o 0.</translation>
    </message>
    <message>
        <source>The true value of {band} is number * {scale:.10g} + {offset:.10g} in {first} and number * {other_scale:.10g} + {other_offset:.10g} in {other}; bring the rasters to one scale first.</source>
        <translation>El valor verdadero de {band} es número * {scale:.10g} + {offset:.10g} en {first} y número * {other_scale:.10g} + {other_offset:.10g} en {other}; lleve antes los rásteres a una misma escala.</translation>
    </message>
    <message>
        <source>The type becomes {wider} instead of {dtype} to hold it.</source>
        <translation>El tipo pasa a ser {wider} en lugar de {dtype} para que quepa.</translation>
    </message>
    <message>
        <source>The value {part!r} cannot be understood; {values_help}.</source>
        <translation>No se entiende el valor {part!r}; {values_help}.</translation>
    </message>
    <message>
        <source>The values are numbers as {raster} stores them: its scale ({scales}) and offset ({offsets}) are not applied.</source>
        <translation>Los valores son los números tal como los guarda {raster}: su escala ({scales}) y su desplazamiento ({offsets}) no se aplican.</translation>
    </message>
    <message>
        <source>The values of {first} are {one} and those of {other} are {two}; merge datasets of one type.</source>
        <translation>Los valores de {first} son {one} y los de {other} son {two}; una conjuntos de datos de un mismo tipo.</translation>
    </message>
    <message>
        <source>The worker {worker} of {scheduler} has another version of Tilewright than this computer, or none; give it the same folder and start it anew. docs/cluster.md says how.</source>
        <translation>El proceso {worker} de {scheduler} tiene otra versión de Tilewright que este equipo, o ninguna; hay que darle la misma carpeta e iniciarlo de nuevo. docs/cluster.md explica cómo.</translation>
    </message>
    <message>
        <source>The workers of {scheduler} failed ({name}: {error}); see their log, then run again with {RESUME}.</source>
        <translation>Los procesos de {scheduler} fallaron ({name}: {error}); consulte su registro y después ejecute de nuevo con {RESUME}.</translation>
    </message>
    <message>
        <source>The workers of {scheduler} miss something: {error}. Install Tilewright and its libraries there too; docs/cluster.md says how.</source>
        <translation>A los procesos de {scheduler} les falta algo: {error}. Instale también allí Tilewright y sus bibliotecas; docs/cluster.md explica cómo.</translation>
    </message>
    <message>
        <source>The {count} scenes of {split}: {names}.</source>
        <translation>Las {count} escenas de {split}: {names}.</translation>
    </message>
    <message>
        <source>The {kind} of {first} and {other} differ in {what}: {one} and {two}; merge datasets in which they are alike.</source>
        <translation>{kind} de {first} y {other}: difieren en {what}, {one} y {two}; una conjuntos de datos en los que sean iguales.</translation>
    </message>
    <message>
        <source>The {scenes} scenes ({names}) show the same ground as each other in a single group, and {wanted} splits are asked for. Choose {others}, which cut the area, add scenes of other places, or set {ALLOW_OVERLAP} to deal each scene by itself, as by date.</source>
        <translation>Las {scenes} escenas ({names}) muestran el mismo terreno y forman un único grupo, y se piden {wanted} divisiones. Elija {others}, que cortan la zona, añada escenas de otros lugares o active {ALLOW_OVERLAP} para repartir cada escena por separado, como por fecha.</translation>
    </message>
    <message>
        <source>The {scenes} scenes ({names}) show the same ground as each other in only {count} groups, and {wanted} splits are asked for. Choose {others}, which cut the area, add scenes of other places, or set {ALLOW_OVERLAP} to deal each scene by itself, as by date.</source>
        <translation>Las {scenes} escenas ({names}) muestran el mismo terreno y forman solo {count} grupos, y se piden {wanted} divisiones. Elija {others}, que cortan la zona, añada escenas de otros lugares o active {ALLOW_OVERLAP} para repartir cada escena por separado, como por fecha.</translation>
    </message>
    <message>
        <source>The {thing} id {number} is there {count} times.</source>
        <translation>De {thing}, el id {number} aparece {count} veces.</translation>
    </message>
    <message>
        <source>The {tiles} tiles overlap each other in a single cluster, and {wanted} splits are asked for: {method} would put the same place into several splits. Choose {others}, which reject the tiles at the edges, or set {ALLOW_OVERLAP}.</source>
        <translation>Las {tiles} teselas se superponen entre sí en un único grupo y se piden {wanted} divisiones: {method} pondría el mismo lugar en varias divisiones. Elija {others}, que rechazan las teselas de los bordes, o active {ALLOW_OVERLAP}.</translation>
    </message>
    <message>
        <source>The {tiles} tiles overlap each other in only {count} clusters, and {wanted} splits are asked for: {method} would put the same place into several splits. Choose {others}, which reject the tiles at the edges, or set {ALLOW_OVERLAP}.</source>
        <translation>Las {tiles} teselas se superponen entre sí en solo {count} grupos y se piden {wanted} divisiones: {method} pondría el mismo lugar en varias divisiones. Elija {others}, que rechazan las teselas de los bordes, o active {ALLOW_OVERLAP}.</translation>
    </message>
    <message>
        <source>The {what} of the new tiles are {value} and those of the dataset are {other}; choose the same with {BANDS}, or other {SCENES}.</source>
        <translation>De las teselas nuevas, {what}: {value}; del conjunto de datos: {other}. Elija lo mismo con {BANDS} u otras {SCENES}.</translation>
    </message>
    <message>
        <source>Then the same pixels can be in train and in test, and the scores are too good. With SCENE each scene is dealt by itself, as by date, whatever ground it shows.</source>
        <translation>Entonces los mismos píxeles pueden estar en train y en test, y las puntuaciones son demasiado buenas. Con SCENE, cada escena se reparte por separado, como por fecha, muestre el terreno que muestre.</translation>
    </message>
    <message>
        <source>There are more images than {MAX_ITEMS}={most}; raise it, or search less.</source>
        <translation>Hay más imágenes que {MAX_ITEMS}={most}; auméntelo o busque menos.</translation>
    </message>
    <message>
        <source>There are no images; give {INPUT} or {CATALOG}.</source>
        <translation>No hay imágenes; dé {INPUT} o {CATALOG}.</translation>
    </message>
    <message>
        <source>There are no more points.</source>
        <translation>El punto ya no existe.</translation>
    </message>
    <message>
        <source>There are no tiles to look at.</source>
        <translation>No hay teselas que examinar.</translation>
    </message>
    <message>
        <source>There are no tiles yet: choose an image, or make a dataset.</source>
        <translation>Todavía no hay teselas: hay que elegir una imagen o crear un conjunto de datos.</translation>
    </message>
    <message>
        <source>There are only {count} {units}, and {wanted} splits are asked for; {remedy}.</source>
        <translation>Solo hay {count} {units} y se piden {wanted} divisiones; {remedy}.</translation>
    </message>
    <message>
        <source>There are {count} bands; a model takes 1 to {max_bands}.</source>
        <translation>Hay {count} bandas; un modelo admite de 1 a {max_bands}.</translation>
    </message>
    <message>
        <source>There are {count} classes; a class raster holds {max_class_id} at most. Check that the field names classes, and not single polygons.</source>
        <translation>Hay {count} clases; un ráster de clases contiene como máximo {max_class_id}. Compruebe que el campo nombra clases, y no polígonos sueltos.</translation>
    </message>
    <message>
        <source>There are {count} classes; a model takes {max_classes} at most.</source>
        <translation>Hay {count} clases; un modelo admite como máximo {max_classes}.</translation>
    </message>
    <message>
        <source>There are {count} images and {rasters} class rasters; each image needs the class raster that is shown above it.</source>
        <translation>Hay {count} imágenes y {rasters} ráster de clases; cada imagen necesita el ráster de clases que se muestra encima de ella.</translation>
    </message>
    <message>
        <source>There are {count} rasters and {masks} masks, and no dates in their names that show which belong together; give one mask a raster, in the same order.</source>
        <translation>Hay {count} ráster y {masks} máscaras, y ninguna fecha en sus nombres que indique cuál va con cuál; indique una máscara por ráster, en el mismo orden.</translation>
    </message>
    <message>
        <source>There is no Earth Engine at {url}: the server does not tell what it can do. Check {URL}.</source>
        <translation>No hay ningún Earth Engine en {url}: el servidor no dice qué puede hacer. Compruebe {URL}.</translation>
    </message>
    <message>
        <source>There is no Sentinel-2 tile {name!r}; tiles are called like 31TCJ.</source>
        <translation>No hay ninguna tesela de Sentinel-2 {name!r}; las teselas se llaman como 31TCJ.</translation>
    </message>
    <message>
        <source>There is no connection to Earth Engine: {error}. Check the network, then run again.</source>
        <translation>No hay conexión con Earth Engine: {error}. Revise la red y ejecute de nuevo.</translation>
    </message>
    <message>
        <source>There is no image; give {RASTERS}, {FOLDER} or {SCENES}.</source>
        <translation>No hay ninguna imagen; indique {RASTERS}, {FOLDER} o {SCENES}.</translation>
    </message>
    <message>
        <source>There is no picture to put on the sheet.</source>
        <translation>No hay ninguna imagen que poner en la hoja.</translation>
    </message>
    <message>
        <source>There is no raster to make a composite of; give {RASTERS} or {FOLDER}.</source>
        <translation>No hay ningún ráster con el que hacer una composición; hay que indicar {RASTERS} o {FOLDER}.</translation>
    </message>
    <message>
        <source>There is no raster; give {raster}, or several with {SCENES} or {FOLDER}.</source>
        <translation>No hay ráster; indique {raster}, o varios con {SCENES} o {FOLDER}.</translation>
    </message>
    <message>
        <source>There is no raster; give {raster}, or several with {SCENES}.</source>
        <translation>No hay ningún ráster; indique {raster}, o varios con {SCENES}.</translation>
    </message>
    <message>
        <source>There is nothing to make a composite of; give {RASTERS} or {FOLDER}.</source>
        <translation>No hay nada con lo que hacer una composición; hay que indicar {RASTERS} o {FOLDER}.</translation>
    </message>
    <message>
        <source>There is nothing to stack; give {INPUTS} or {FOLDER}.</source>
        <translation>No hay nada que apilar; hay que indicar {INPUTS} o {FOLDER}.</translation>
    </message>
    <message>
        <source>There is only {count} {units}, and {wanted} splits are asked for; {remedy}.</source>
        <translation>Solo hay {count} {units} y se piden {wanted} divisiones; {remedy}.</translation>
    </message>
    <message>
        <source>There is room for only {count} of the {wanted} points of {name}; lower {MIN_DISTANCE}, or ask for fewer points.</source>
        <translation>Solo caben {count} de los {wanted} puntos de {name}; baje {MIN_DISTANCE} o pida menos puntos.</translation>
    </message>
    <message>
        <source>There is {count} tile to judge; labels are judged by those of other places.</source>
        <translation>Hay {count} tesela que juzgar; las etiquetas se juzgan por las de otros lugares.</translation>
    </message>
    <message>
        <source>These classes are not well apart (Jeffries-Matusita distance below {limit:.1f} of 2): {pairs}.</source>
        <translation>Estas clases no están bien separadas (distancia de Jeffries-Matusita menor que {limit:.1f} de 2): {pairs}.</translation>
    </message>
    <message>
        <source>They are alike up to {range:g} m between tile centres (the range of the variogram). Tiles are {side:.4g} m wide, so splits are kept {buffer:g} m apart.</source>
        <translation>Se parecen hasta {range:g} m entre centros de teselas (el alcance del variograma). Las teselas miden {side:.4g} m de ancho, así que las divisiones se mantienen a {buffer:g} m entre sí.</translation>
    </message>
    <message>
        <source>They are no more alike near each other than far apart, so no distance between splits is needed.</source>
        <translation>No se parecen más de cerca que de lejos, así que no hace falta distancia entre divisiones.</translation>
    </message>
    <message>
        <source>This Python has no library that reads this dataset's layout.</source>
        <translation>Este Python no tiene ninguna biblioteca que lea esta disposición del conjunto de datos.</translation>
    </message>
    <message>
        <source>This QGIS has no map of the world at {path}; give the area of interest as a layer, {AOI}.</source>
        <translation>Este QGIS no tiene ningún mapa del mundo en {path}; dé el área de interés como capa, {AOI}.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Hilos</translation>
    </message>
    <message>
        <source>Tile</source>
        <translation>Tesela</translation>
    </message>
    <message>
        <source>Tile grid</source>
        <translation>Cuadrícula de teselas</translation>
    </message>
    <message>
        <source>Tile height</source>
        <translation>Altura de tesela</translation>
    </message>
    <message>
        <source>Tile in the picture</source>
        <translation>Tesela de la imagen de muestra</translation>
    </message>
    <message>
        <source>Tile size</source>
        <translation>Tamaño de tesela</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>Teselas</translation>
    </message>
    <message>
        <source>Tiles are of scenes that {SCENES} does not hold: {unknown}; it holds {known}.</source>
        <translation>Hay teselas de escenas que {SCENES} no contiene: {unknown}; contiene {known}.</translation>
    </message>
    <message>
        <source>Tiles are resampled to this width and height. Empty: what the model says, else 224.</source>
        <translation>Las teselas se remuestrean a este ancho y alto. Vacío: lo que dice el modelo o, si no, 224.</translation>
    </message>
    <message>
        <source>Tiles as a layer</source>
        <translation>Teselas como capa</translation>
    </message>
    <message>
        <source>Tiles at the raster's edge</source>
        <translation>Teselas en el borde del ráster</translation>
    </message>
    <message>
        <source>Tiles between splits</source>
        <translation>Teselas entre divisiones</translation>
    </message>
    <message>
        <source>Tiles by class, as JSON</source>
        <translation>Teselas por clase, como JSON</translation>
    </message>
    <message>
        <source>Tiles by split, as JSON</source>
        <translation>Teselas por división, como JSON</translation>
    </message>
    <message>
        <source>Tiles exported</source>
        <translation>Teselas exportadas</translation>
    </message>
    <message>
        <source>Tiles found</source>
        <translation>Teselas encontradas</translation>
    </message>
    <message>
        <source>Tiles have {columns} x {rows} pixels, {width:.6g} x {height:.6g} m.</source>
        <translation>Las teselas tienen {columns} x {rows} píxeles, {width:.6g} x {height:.6g} m.</translation>
    </message>
    <message>
        <source>Tiles in a shard</source>
        <translation>Teselas por fragmento</translation>
    </message>
    <message>
        <source>Tiles judged</source>
        <translation>Teselas juzgadas</translation>
    </message>
    <message>
        <source>Tiles kept</source>
        <translation>Teselas conservadas</translation>
    </message>
    <message>
        <source>Tiles made</source>
        <translation>Teselas creadas</translation>
    </message>
    <message>
        <source>Tiles measured</source>
        <translation>Teselas medidas</translation>
    </message>
    <message>
        <source>Tiles name later scenes in {field} that {SCENES} does not hold: {unknown}; it holds {known}.</source>
        <translation>Las teselas nombran en {field} escenas posteriores que {SCENES} no contiene: {unknown}; contiene {known}.</translation>
    </message>
    <message>
        <source>Tiles nearer than this to a tile of another split are rejected. The split with the larger share gives way: train to val and test, in most cases.</source>
        <translation>Se descartan las teselas que están más cerca que esto de una tesela de otra división. Cede la división de mayor proporción: en la mayoría de los casos, train ante val y test.</translation>
    </message>
    <message>
        <source>Tiles needed</source>
        <translation>Teselas necesarias</translation>
    </message>
    <message>
        <source>Tiles of Sentinel-2</source>
        <translation>Teselas de Sentinel-2</translation>
    </message>
    <message>
        <source>Tiles of one value are never torn apart: each group goes where most of it falls. Tiles where it is NULL stand by themselves. GROUP needs it; all methods take it.</source>
        <translation>Las teselas de un mismo valor nunca se separan: cada grupo va adonde cae la mayor parte de él. Las teselas donde es NULL van por su cuenta. GROUP lo necesita; todos los métodos lo admiten.</translation>
    </message>
    <message>
        <source>Tiles of the dataset</source>
        <translation>Teselas del conjunto de datos</translation>
    </message>
    <message>
        <source>Tiles of the dataset by class, as JSON</source>
        <translation>Teselas del conjunto de datos por clase, como JSON</translation>
    </message>
    <message>
        <source>Tiles of the dataset, with those before APPEND</source>
        <translation>Teselas del conjunto de datos, con las anteriores a APPEND</translation>
    </message>
    <message>
        <source>Tiles of the new dataset</source>
        <translation>Teselas del conjunto de datos nuevo</translation>
    </message>
    <message>
        <source>Tiles of {columns} x {rows} pixels, {metres_x:.6g} x {metres_y:.6g} m on the ground, are nearest to {width:g} x {height:g} m.</source>
        <translation>Las teselas de {columns} x {rows} píxeles, {metres_x:.6g} x {metres_y:.6g} m sobre el terreno, son las más próximas a {width:g} x {height:g} m.</translation>
    </message>
    <message>
        <source>Tiles of {first} become images of {width} x {height} pixels, and those of {other} of {other_width} x {other_height}; give {PIXELS}, which makes all of one size.</source>
        <translation>Las teselas de {first} se convierten en imágenes de {width} x {height} píxeles, y las de {other} en imágenes de {other_width} x {other_height}; indique {PIXELS}, que las hace todas de un mismo tamaño.</translation>
    </message>
    <message>
        <source>Tiles of {first} hold {one} beyond the raster and those of {other} hold {two}; export one of them again with the {FILL} of the other.</source>
        <translation>Las teselas de {first} contienen {one} más allá del ráster y las de {other} contienen {two}; exporte uno de los dos de nuevo con el {FILL} del otro.</translation>
    </message>
    <message>
        <source>Tiles packed</source>
        <translation>Teselas empaquetadas</translation>
    </message>
    <message>
        <source>Tiles rejected</source>
        <translation>Teselas descartadas</translation>
    </message>
    <message>
        <source>Tiles skipped</source>
        <translation>Teselas omitidas</translation>
    </message>
    <message>
        <source>Tiles that could not be read</source>
        <translation>Teselas que no se pudieron leer</translation>
    </message>
    <message>
        <source>Tiles that overlap, or are of one group, stay together, and the largest set of them is {percent:.4g} % of all, so the shares cannot come out as asked.</source>
        <translation>Las teselas que se solapan, o son de un mismo grupo, permanecen juntas, y el mayor de esos conjuntos es el {percent:.4g} % del total, así que no se pueden obtener las proporciones pedidas.</translation>
    </message>
    <message>
        <source>Tiles this near to a mark, in metres on the ground, are left out as well.</source>
        <translation>También se descartan las teselas que estén a esta distancia de una marca, en metros sobre el terreno.</translation>
    </message>
    <message>
        <source>Tiles with a larger share of cloudy pixels are left out.</source>
        <translation>Se descartan las teselas con una proporción mayor de píxeles nubosos.</translation>
    </message>
    <message>
        <source>Tiles with coarse proportions</source>
        <translation>Teselas con proporciones gruesas</translation>
    </message>
    <message>
        <source>Tiles with coarse tile</source>
        <translation>Teselas con tesela gruesa</translation>
    </message>
    <message>
        <source>Tiles with fewer valid pixels are left out. Above 0 the raster is read once and the field valid_pct filled in. A pixel is invalid when all used bands are nodata, NaN or masked.</source>
        <translation>Se descartan las teselas con menos píxeles válidos. Por encima de 0, el ráster se lee una vez y se rellena el campo valid_pct. Un píxel no es válido cuando todas las bandas usadas son sin datos, NaN o están enmascaradas.</translation>
    </message>
    <message>
        <source>Tiles with proportions</source>
        <translation>Teselas con proporciones</translation>
    </message>
    <message>
        <source>Tiles without a class</source>
        <translation>Teselas sin clase</translation>
    </message>
    <message>
        <source>Tiles without an image</source>
        <translation>Teselas sin imagen</translation>
    </message>
    <message>
        <source>Tiles without objects</source>
        <translation>Teselas sin objetos</translation>
    </message>
    <message>
        <source>Tiles: {}, about {}</source>
        <translation>Teselas: {}, aproximadamente {}</translation>
    </message>
    <message>
        <source>Tiles: {}, each of {} × {} pixels</source>
        <translation>Teselas: {}, cada una de {} × {} píxeles</translation>
    </message>
    <message>
        <source>Tilewright failed unexpectedly ({kind}: {reason}); the details are in View &gt; Panels &gt; Log Messages, tab Tilewright. Please report them.</source>
        <translation>Tilewright falló de forma inesperada ({kind}: {reason}); los detalles están en Ver &gt; Paneles &gt; Mensajes del registro, pestaña Tilewright. Se agradece el aviso con esos detalles.</translation>
    </message>
    <message>
        <source>Tilewright needs the Python package {}.</source>
        <translation>Tilewright necesita el paquete de Python {}.</translation>
    </message>
    <message>
        <source>Tilewright needs the Python packages {}.</source>
        <translation>Tilewright necesita los paquetes de Python {}.</translation>
    </message>
    <message>
        <source>Tilewright: Tile Datasets</source>
        <translation>Tilewright: conjuntos de teselas</translation>
    </message>
    <message>
        <source>Tilewright: image-tile datasets</source>
        <translation>Tilewright: conjuntos de datos de teselas de imagen</translation>
    </message>
    <message>
        <source>To be named with the images: {attribution}.</source>
        <translation>Debe citarse con las imágenes: {attribution}.</translation>
    </message>
    <message>
        <source>Train a classifier first.</source>
        <translation>Entrene primero un clasificador.</translation>
    </message>
    <message>
        <source>Train classifier</source>
        <translation>Entrenar clasificador</translation>
    </message>
    <message>
        <source>Train on This…</source>
        <translation>Entrenar con esto…</translation>
    </message>
    <message>
        <source>Training layer</source>
        <translation>Capa de entrenamiento</translation>
    </message>
    <message>
        <source>Training needs the Python package scikit-learn ({error}).</source>
        <translation>El entrenamiento necesita el paquete de Python scikit-learn ({error}).</translation>
    </message>
    <message>
        <source>Training polygons</source>
        <translation>Polígonos de entrenamiento</translation>
    </message>
    <message>
        <source>Training polygons leave room for only {count} of the {wanted} points of {name}; correct the polygons, leave {TRAINING} empty, or ask for fewer points.</source>
        <translation>Los polígonos de entrenamiento solo dejan sitio para {count} de los {wanted} puntos de {name}; corrija los polígonos, deje {TRAINING} vacío o pida menos puntos.</translation>
    </message>
    <message>
        <source>Training polygons touch every pixel of {name}, so that no point could be drawn there; correct the polygons, or leave {TRAINING} empty.</source>
        <translation>Los polígonos de entrenamiento tocan todos los píxeles de {name}, así que allí no se pudo sortear ningún punto; corrija los polígonos o deje {TRAINING} vacío.</translation>
    </message>
    <message>
        <source>Training polygons touch {percent:.1f} % of the map; no point was drawn there.</source>
        <translation>Los polígonos de entrenamiento tocan el {percent:.1f} % del mapa; allí no se sorteó ningún punto.</translation>
    </message>
    <message>
        <source>Training the preview</source>
        <translation>Entrenando la vista previa</translation>
    </message>
    <message>
        <source>TrainingDML-AI</source>
        <translation>TrainingDML-AI</translation>
    </message>
    <message>
        <source>Trains a classifier of pixels with scikit-learn: a random forest, gradient boosting, a support vector machine, nearest neighbours, or K-means clusters, which need no labels. Takes tables of samples, or rasters with labelled polygons, points or a class raster. The quality is measured on polygons that were held out whole; the report shows it with the importance of each band. Clusters are numbered by ascending brightness, the mean of their bands. The model file holds numbers and no code, and needs no scikit-learn when it is used.</source>
        <translation>Entrena un clasificador de píxeles con scikit-learn: un bosque aleatorio, gradient boosting, una máquina de vectores de soporte, vecinos más próximos o grupos K-means, que no necesitan etiquetas. Admite tablas de muestras, o ráster con polígonos etiquetados, puntos o un ráster de clases. La calidad se mide en polígonos que se reservaron enteros; el informe la muestra junto con la importancia de cada banda. Los grupos se numeran por brillo ascendente, la media de sus bandas. El archivo del modelo contiene números y ningún código, y no necesita scikit-learn cuando se usa.</translation>
    </message>
    <message>
        <source>Trees</source>
        <translation>Árboles</translation>
    </message>
    <message>
        <source>Trees of a forest, or rounds of boosting. More are slower, and seldom worse.</source>
        <translation>Árboles de un bosque, o rondas de boosting. Más son más lentos, y rara vez peores.</translation>
    </message>
    <message>
        <source>Tries a few settings on the held-out polygons and takes those with the highest mean F1: of trees their number, levels and least leaf, of SVM its C, of KNN the number of neighbours. Those that are given are tried as well. The report lists all. Takes four to eight times as long.</source>
        <translation>Prueba unos pocos ajustes en los polígonos reservados y toma los de mayor F1 medio: de árboles, su número, sus niveles y la hoja mínima; de SVM, su C; de KNN, el número de vecinos. Los indicados también se prueban. El informe los enumera todos. Tarda de cuatro a ocho veces más.</translation>
    </message>
    <message>
        <source>Try several settings</source>
        <translation>Probar varios ajustes</translation>
    </message>
    <message>
        <source>Turns a Sentinel-2 product into one raster of reflectances. Offset and quantification come from the product's metadata, so that products of before and after processing baseline 04.00 (January 2022) fit together. 0 is nodata and 65535 is saturated; both become nodata (NaN). A name that ends in .vrt writes a small virtual raster instead, which keeps the numbers of the files and tells QGIS scale and offset.</source>
        <translation>Convierte un producto Sentinel-2 en un solo ráster de reflectancias. El desplazamiento y la cuantificación vienen de los metadatos del producto, de modo que los productos anteriores y posteriores a la versión de procesamiento 04.00 (enero de 2022) encajan entre sí. 0 es sin datos y 65535 es saturado; ambos pasan a ser sin datos (NaN). Un nombre que termina en .vrt escribe en su lugar un pequeño ráster virtual, que conserva los números de los archivos e indica a QGIS la escala y el desplazamiento.</translation>
    </message>
    <message>
        <source>Turns label polygons into a raster of classes (or of measured values) on the pixels of a template raster, or on finer ones, for dense classification. Each pixel goes to the polygon that covers most of it, by exact area. A raster of parcel numbers, a mask of conflicting labels and a legend can be written too.</source>
        <translation>Convierte polígonos de etiquetas en un ráster de clases (o de valores medidos) sobre los píxeles de un ráster plantilla, o sobre otros más finos, para clasificación densa. Cada píxel es del polígono que cubre la mayor parte de él, según la superficie exacta. También se pueden escribir un ráster de números de parcela, una máscara de etiquetas en conflicto y una leyenda.</translation>
    </message>
    <message>
        <source>Turns the grid counter-clockwise around the raster's centre. Only tiles wholly on the raster are kept. They are not whole pixels any more: export them with a resampling.</source>
        <translation>Gira la cuadrícula en sentido antihorario en torno al centro del ráster. Solo se conservan las teselas que están enteras sobre el ráster. Ya no son píxeles enteros: expórtelas con un remuestreo.</translation>
    </message>
    <message>
        <source>Two bands would be called {repeated}; set {NAMES}, one per band.</source>
        <translation>Dos bandas se llamarían {repeated}; hay que indicar {NAMES}, uno por banda.</translation>
    </message>
    <message>
        <source>UNIT: the range of whole numbers, such as 0 to 255, becomes 0 to 1. IMAGENET: then less the mean and by the spread of ImageNet's colours, as most public models of photographs were trained. NONE: values as they are. Values: UNIT, IMAGENET, NONE.</source>
        <translation>UNIT: el intervalo de los números enteros, como 0 a 255, pasa a 0 a 1. IMAGENET: además se resta la media y se divide por la dispersión de los colores de ImageNet, como se entrenó la mayoría de los modelos públicos de fotografías. NONE: los valores tal cual. Valores: UNIT, IMAGENET, NONE.</translation>
    </message>
    <message>
        <source>UTM: metres of the UTM zone of each tile; pixels of a given size begin at multiples of it, so that neighbours share edges. LONLAT: degrees, fitted to each tile, which are the pixels that geetiles makes. Values: UTM, LONLAT.</source>
        <translation>UTM: metros de la zona UTM de cada tesela; los píxeles de un tamaño dado empiezan en múltiplos de él, de modo que las vecinas comparten bordes. LONLAT: grados, ajustados a cada tesela, que son los píxeles que hace geetiles. Valores: UTM, LONLAT.</translation>
    </message>
    <message>
        <source>Unit of the least area</source>
        <translation>Unidad de la superficie mínima</translation>
    </message>
    <message>
        <source>Unit of the tile size</source>
        <translation>Unidad del tamaño de tesela</translation>
    </message>
    <message>
        <source>Unusable dates</source>
        <translation>Fechas no utilizables</translation>
    </message>
    <message>
        <source>Update an earlier dataset</source>
        <translation>Actualizar un conjunto de datos anterior</translation>
    </message>
    <message>
        <source>Use the polygons of this year only. Empty: all.</source>
        <translation>Usa solo los polígonos de este año. Vacío: todos.</translation>
    </message>
    <message>
        <source>Used by EMPTY_TILES=SHARE.</source>
        <translation>Lo usa EMPTY_TILES=SHARE.</translation>
    </message>
    <message>
        <source>Used by SCALING=RANGE: the value that becomes 0; one number, or one a band separated by commas.</source>
        <translation>Para SCALING=RANGE: el valor que pasa a ser 0; un número, o uno por banda separados por comas.</translation>
    </message>
    <message>
        <source>Used by SCALING=RANGE: the value that becomes 255; one number, or one a band separated by commas.</source>
        <translation>Para SCALING=RANGE: el valor que pasa a ser 255; un número, o uno por banda separados por comas.</translation>
    </message>
    <message>
        <source>Used by an update: fit the scaling to the tiles as they are now. Where it changes, all images are written anew.</source>
        <translation>Lo usa una actualización: ajusta el escalado a las teselas tal como están ahora. Si cambia, todas las imágenes se escriben de nuevo.</translation>
    </message>
    <message>
        <source>Valid pixels: {:.1f} %. File: {}, {}</source>
        <translation>Píxeles válidos: {:.1f} %. Archivo: {}, {}</translation>
    </message>
    <message>
        <source>Validate dataset</source>
        <translation>Validar conjunto de datos</translation>
    </message>
    <message>
        <source>Validate the dataset</source>
        <translation>Validar el conjunto de datos</translation>
    </message>
    <message>
        <source>Validation of {name}</source>
        <translation>Validación de {name}</translation>
    </message>
    <message>
        <source>Value of invalid pixels</source>
        <translation>Valor de los píxeles no válidos</translation>
    </message>
    <message>
        <source>Value of pixels that no polygon covers. Among measured values 0 stands for NaN.</source>
        <translation>Valor de los píxeles que ningún polígono cubre. Entre valores medidos, 0 representa NaN.</translation>
    </message>
    <message>
        <source>Value that becomes 0, for RANGE</source>
        <translation>Valor que pasa a ser 0, para RANGE</translation>
    </message>
    <message>
        <source>Value that becomes 255, for RANGE</source>
        <translation>Valor que pasa a ser 255, para RANGE</translation>
    </message>
    <message>
        <source>Value without polygon</source>
        <translation>Valor sin polígono</translation>
    </message>
    <message>
        <source>Values are scaled to 8 bits ({scaling}); choose {SCALING=NONE} to keep the raster's own.</source>
        <translation>Los valores se escalan a 8 bits ({scaling}); elegir {SCALING=NONE} para conservar los del ráster.</translation>
    </message>
    <message>
        <source>Values of {MASK} {name} that {class_map} does not name become background.</source>
        <translation>Los valores de {MASK} {name} que {class_map} no nombra pasan a ser fondo.</translation>
    </message>
    <message>
        <source>Variance</source>
        <translation>Varianza</translation>
    </message>
    <message>
        <source>Vegetation</source>
        <translation>Vegetación</translation>
    </message>
    <message>
        <source>Vegetation in photographs</source>
        <translation>Vegetación en fotografías</translation>
    </message>
    <message>
        <source>Vertices of parcels, as JSON</source>
        <translation>Vértices de las parcelas, como JSON</translation>
    </message>
    <message>
        <source>Vertices of the parcels (vertices, parcels, share up to there):</source>
        <translation>Vértices de las parcelas (vértices, parcelas, proporción acumulada):</translation>
    </message>
    <message>
        <source>Warning: {band} has one value only in {scenes}; the tiles there will be empty.</source>
        <translation>Advertencia: {band} tiene un solo valor en {scenes}; allí las teselas estarán vacías.</translation>
    </message>
    <message>
        <source>Warning: {band} has one value only; its tiles will be empty.</source>
        <translation>Advertencia: {band} tiene un solo valor; sus teselas estarán vacías.</translation>
    </message>
    <message>
        <source>Warning: {count} parcel has no pixel of its own, and labels of nothing but background: {names}.</source>
        <translation>Advertencia: {count} parcela no tiene ningún píxel propio, y sus etiquetas son solo fondo: {names}.</translation>
    </message>
    <message>
        <source>Warning: {count} parcels have no pixel of their own, and labels of nothing but background: {names}.</source>
        <translation>Advertencia: {count} parcelas no tienen ningún píxel propio, y sus etiquetas son solo fondo: {names}.</translation>
    </message>
    <message>
        <source>Water and moisture</source>
        <translation>Agua y humedad</translation>
    </message>
    <message>
        <source>WebDataset shards (.tar)</source>
        <translation>Partes de WebDataset (.tar)</translation>
    </message>
    <message>
        <source>What each polygon is. Empty: the field ground_truth. Polygons where it is NULL are skipped.</source>
        <translation>Qué es cada polígono. Vacío: el campo ground_truth. Los polígonos en los que es NULL se omiten.</translation>
    </message>
    <message>
        <source>What happens when some rasters have a scale, an offset or a nodata value and others have none, or when their types, their bands, the order of these or their levels of processing differ. REFUSE stops and names them. AS_TAGGED takes each as its file says, and bands by their places. AS_FIRST gives all the scale, offset and nodata value of the first besides. Values: REFUSE, AS_TAGGED, AS_FIRST.</source>
        <translation>Qué ocurre cuando unos ráster tienen una escala, un desplazamiento o un valor sin datos y otros no, o cuando difieren sus tipos, sus bandas, el orden de estas o sus niveles de procesamiento. REFUSE se detiene y los nombra. AS_TAGGED toma cada uno como dice su archivo, y las bandas por su posición. AS_FIRST da además a todos la escala, el desplazamiento y el valor sin datos del primero. Valores: REFUSE, AS_TAGGED, AS_FIRST.</translation>
    </message>
    <message>
        <source>What invalid pixels become in 8-bit images. Not used where SCALING=NONE keeps the raster's own values.</source>
        <translation>El valor que reciben los píxeles no válidos en las imágenes de 8 bits. No se usa cuando SCALING=NONE conserva los valores del ráster.</translation>
    </message>
    <message>
        <source>What is added to the numbers in the files before they are divided: -1000 from processing baseline 04.00 on, 0 before. Empty: from the metadata, else from the product's name. It replaces the metadata's and is never added to it; set 0 if the product was harmonised already.</source>
        <translation>Lo que se suma a los números de los archivos antes de dividirlos: -1000 a partir de la versión de procesamiento 04.00, 0 antes. Vacío: según los metadatos; si no, según el nombre del producto. Sustituye al de los metadatos y nunca se suma a él; si el producto ya se armonizó, hay que poner 0.</translation>
    </message>
    <message>
        <source>What lies on the tiles, for layouts with objects: a feature for each piece, with the object it is of, its class, tile and split, the share of the object that is visible, and whether the tile cuts it (truncated) or programs are to ignore it.</source>
        <translation>Lo que hay en las teselas, en disposiciones con objetos: un objeto espacial por trozo, con el objeto al que pertenece, su clase, tesela y división, la parte visible del objeto, y si la tesela lo corta (truncated) o los programas deben ignorarlo (ignored).</translation>
    </message>
    <message>
        <source>What loads it, as JSON</source>
        <translation>Qué lo carga, como JSON</translation>
    </message>
    <message>
        <source>What stands before each tile_id when one is in two of the datasets: d1_, d2_ and so on, or the name of the folder. Values: NUMBER, NAME.</source>
        <translation>Lo que se antepone a cada tile_id cuando uno está en dos de los conjuntos: d1_, d2_, etc., o el nombre de la carpeta. Valores: NUMBER, NAME.</translation>
    </message>
    <message>
        <source>What stands between two values of a line. Values: COMMA, SEMICOLON.</source>
        <translation>Lo que separa dos valores de una línea. Valores: COMMA, SEMICOLON.</translation>
    </message>
    <message>
        <source>What stands where a band has no value. Empty: the rasters' own where they agree, else NaN.</source>
        <translation>Lo que se escribe donde una banda no tiene valor. Vacío: el de los ráster si coinciden; si no, NaN.</translation>
    </message>
    <message>
        <source>What the bands are</source>
        <translation>Qué son las bandas</translation>
    </message>
    <message>
        <source>What the least area is counted in. Values: HECTARES, SQUARE_METRES, PIXELS.</source>
        <translation>En qué se cuenta la superficie mínima. Valores: HECTARES, SQUARE_METRES, PIXELS.</translation>
    </message>
    <message>
        <source>What the names of the new fields begin with. Empty: they replace the tiles' own.</source>
        <translation>Con qué empiezan los nombres de los campos nuevos. Vacío: sustituyen a los de las teselas.</translation>
    </message>
    <message>
        <source>What the scaling is fitted to</source>
        <translation>A qué se ajusta el escalado</translation>
    </message>
    <message>
        <source>What the sum is divided by. Empty: from the metadata, else 10000.</source>
        <translation>Por cuánto se divide la suma. Vacío: según los metadatos; si no, 10000.</translation>
    </message>
    <message>
        <source>What was found, for people (.txt) or for programs (.json).</source>
        <translation>Lo que se ha encontrado, para personas (.txt) o para programas (.json).</translation>
    </message>
    <message>
        <source>What was written to {parent} is not what was read ({what}); the disk may be failing or the dataset have changed meanwhile. Run again, perhaps to another disk.</source>
        <translation>Lo que se escribió en {parent} no es lo que se leyó ({what}); puede que el disco esté fallando o que el conjunto de datos haya cambiado entretanto. Ejecute de nuevo, quizá con otro disco.</translation>
    </message>
    <message>
        <source>When rasters disagree</source>
        <translation>Si los ráster no concuerdan</translation>
    </message>
    <message>
        <source>When the raster was taken: a day as 2024-07-15, or the first and the last day as 2024-05-01/2024-09-30. Told by METADATA; STAC needs it. Rasters of Load Sentinel-2 Product know theirs.</source>
        <translation>Cuándo se tomó el ráster: un día como 2024-07-15, o el primer y el último día como 2024-05-01/2024-09-30. Lo indica METADATA; STAC lo necesita. Los ráster de Cargar producto Sentinel-2 conocen la suya.</translation>
    </message>
    <message>
        <source>Where inputs are looked for that are no longer where they were: rasters by their hash, layers by the name of their file.</source>
        <translation>Dónde se buscan las entradas que ya no están en su sitio: los rásteres por su hash, las capas por el nombre de su archivo.</translation>
    </message>
    <message>
        <source>Where several overlap</source>
        <translation>Donde solapan varias</translation>
    </message>
    <message>
        <source>Where the dataset goes: a new or empty folder.</source>
        <translation>Dónde se guarda el conjunto de datos: una carpeta nueva o vacía.</translation>
    </message>
    <message>
        <source>Where the zip files go. It may hold others. The file downloads.json keeps how far each product is.</source>
        <translation>Adónde van los archivos zip. Puede contener otros. El archivo downloads.json guarda por dónde va cada producto.</translation>
    </message>
    <message>
        <source>Where user name and password are exchanged for a token. A minus sign (-): nowhere; the configuration signs requests itself.</source>
        <translation>Dónde se cambian el usuario y la contraseña por un token. Un signo menos (-): en ningún sitio; la configuración firma ella misma las peticiones.</translation>
    </message>
    <message>
        <source>Whether Cohen's kappa is reported as well. Olofsson et al. (2014) advise against it.</source>
        <translation>Si se informa también de la kappa de Cohen. Olofsson et al. (2014) la desaconsejan.</translation>
    </message>
    <message>
        <source>Whether Sentinel-2 products become float32 reflectances. False: they stay whole numbers of 16 bits, which take half the space, with one scale and offset for all dates, whatever their processing baselines; these stand in dataset.json, and 0 is where nothing is known.</source>
        <translation>Si los productos Sentinel-2 se convierten en reflectancias float32. False: siguen siendo números enteros de 16 bits, que ocupan la mitad, con una escala y un desplazamiento para todas las fechas, sean cuales sean sus versiones de procesado; constan en dataset.json, y 0 indica que no se sabe nada.</translation>
    </message>
    <message>
        <source>Whether each band counts the same, whatever its range. Used by KMEANS only; SVM and KNN always scale bands.</source>
        <translation>Si cada banda cuenta lo mismo, sea cual sea su intervalo. Solo lo usa KMEANS; SVM y KNN siempre escalan las bandas.</translation>
    </message>
    <message>
        <source>Whether each class weighs the same, however many samples it has. Finds rare classes more often, and takes others for them more often.</source>
        <translation>Si cada clase pesa lo mismo, tenga las muestras que tenga. Encuentra más a menudo las clases raras, y también confunde más a menudo otras con ellas.</translation>
    </message>
    <message>
        <source>Whether each image weighs the same, however many samples it has.</source>
        <translation>Si cada imagen pesa lo mismo, tenga las muestras que tenga.</translation>
    </message>
    <message>
        <source>Whether form and table hide the class that the map shows, so that it does not sway the interpreter. It stays in the field stratum, where Assess map needs it.</source>
        <translation>Si el formulario y la tabla ocultan la clase que muestra el mapa, para que no influya en quien interpreta. Queda en el campo stratum, donde la necesita Evaluar mapa.</translation>
    </message>
    <message>
        <source>Whether names stand below the pictures, and a key of the classes below them all.</source>
        <translation>Si hay nombres debajo de las imágenes y una leyenda de las clases debajo de todas ellas.</translation>
    </message>
    <message>
        <source>Whether other parcels in a parcel's window keep their labels and numbers. False: they are background.</source>
        <translation>Si las demás parcelas de la ventana de una parcela conservan sus etiquetas y números. Falso: son fondo.</translation>
    </message>
    <message>
        <source>Whether the size is in pixels or in metres on the ground. Metres are rounded to the nearest whole pixels, and the log says what they came to. Values: PIXELS, METERS.</source>
        <translation>Si el tamaño está en píxeles o en metros sobre el terreno. Los metros se redondean al número entero de píxeles más próximo, y el registro dice cuánto resultó. Valores: PIXELS, METERS.</translation>
    </message>
    <message>
        <source>Whether tiles end at the outline of the area. Otherwise all are whole rectangles, and together cover more than the area.</source>
        <translation>Si las teselas terminan en el contorno del área. Si no, todas son rectángulos enteros, y juntas cubren más que el área.</translation>
    </message>
    <message>
        <source>Whether tiles over a raster get a field area_km2, their area on the ellipsoid. Those without a raster have it in any case.</source>
        <translation>Si las teselas sobre un ráster reciben un campo area_km2, su área en el elipsoide. Las que no tienen ráster lo llevan en todo caso.</translation>
    </message>
    <message>
        <source>Which band is which, for indices, such as 1=blue,2=green,3=red,4=nir.</source>
        <translation>Qué son las bandas, para los índices, como 1=blue,2=green,3=red,4=nir.</translation>
    </message>
    <message>
        <source>Which number each class gets, for example 10=tree,20=shrub, or the path of a legend that was written earlier (.csv). Several classes may share a number; classes that it does not name are left out. Empty: classes that are whole numbers keep them, others are numbered 1, 2, ... in the order of their names as folders of a dataset.</source>
        <translation>Qué número recibe cada clase; por ejemplo, 10=tree,20=shrub, o la ruta de una leyenda escrita antes (.csv). Varias clases pueden compartir un número; las clases que no nombra se descartan. Vacío: las clases que son números enteros los conservan; las demás se numeran 1, 2, ... en el orden de sus nombres como carpetas de un conjunto de datos.</translation>
    </message>
    <message>
        <source>Which tile to take, for example 31TCJ, where a product holds several (before December 2016).</source>
        <translation>Qué tesela se toma, por ejemplo 31TCJ, cuando un producto contiene varias (antes de diciembre de 2016).</translation>
    </message>
    <message>
        <source>Which tiles of a large class, or without objects, are left out; another number leaves out others. The same number always leaves out the same tiles. Empty: 0.</source>
        <translation>Qué teselas de una clase grande, o sin objetos, se descartan; otro número descarta otras. El mismo número descarta siempre las mismas. Vacío: 0.</translation>
    </message>
    <message>
        <source>Whole numbers from 1 to 4294967295 are kept when all identifiers are such; else, and without a field, the polygons are numbered 1, 2, ... in the order of the layer.</source>
        <translation>Los números enteros de 1 a 4294967295 se conservan cuando todos los identificadores lo son; si no, y sin campo, los polígonos se numeran 1, 2, ... en el orden de la capa.</translation>
    </message>
    <message>
        <source>Whose pixel grid and coordinate system the result has: the raster with the finest pixels, or the first one. Values: FINEST, FIRST.</source>
        <translation>De qué ráster toma el resultado la cuadrícula de píxeles y el sistema de coordenadas: del que tiene los píxeles más finos o del primero. Valores: FINEST, FIRST.</translation>
    </message>
    <message>
        <source>Why images failed, as JSON</source>
        <translation>Por qué fallaron imágenes, como JSON</translation>
    </message>
    <message>
        <source>Width and height of the images; needs a resampling. Of a map service, images of this size are taken from its nearest pixels, BILINEAR unless another resampling is chosen.</source>
        <translation>Ancho y alto de las imágenes; necesita un remuestreo. De un servicio de mapas, las imágenes de este tamaño se obtienen de sus píxeles más cercanos, con BILINEAR si no se elige otro remuestreo.</translation>
    </message>
    <message>
        <source>Width and height of the samples of parcels. Empty: the least multiple of 8 that holds nine parcels out of ten; the log shows how large they are and how many vertices they have.</source>
        <translation>Anchura y altura de las muestras de parcelas. Vacío: el menor múltiplo de 8 en el que caben nueve de cada diez parcelas; el registro muestra qué tamaño tienen y cuántos vértices.</translation>
    </message>
    <message>
        <source>Width and height that each picture is scaled to fit.</source>
        <translation>Anchura y altura a las que se ajusta cada imagen.</translation>
    </message>
    <message>
        <source>Width of a tile, and its height unless the tile height is given.</source>
        <translation>Anchura de una tesela, y también su altura si no se indica otra.</translation>
    </message>
    <message>
        <source>Windows left out</source>
        <translation>Ventanas descartadas</translation>
    </message>
    <message>
        <source>Windows of which no pixel has a label are listed as rejected.</source>
        <translation>Las ventanas en las que ningún píxel tiene etiqueta se anotan como descartadas.</translation>
    </message>
    <message>
        <source>Windows of {size} pixels hold {percent:.0f} % of the parcels whole.</source>
        <translation>Las ventanas de {size} píxeles contienen entero el {percent:.0f} % de las parcelas.</translation>
    </message>
    <message>
        <source>With MAX_TILES: tiles at random in place of the first ones. A larger number with the same seed takes the same tiles and more.</source>
        <translation>Con MAX_TILES: teselas al azar en lugar de las primeras. Un número mayor con la misma semilla toma las mismas teselas y otras más.</translation>
    </message>
    <message>
        <source>With SHUFFLE: another number takes other tiles. Empty: 0.</source>
        <translation>Con SHUFFLE: otro número toma otras teselas. Vacío: 0.</translation>
    </message>
    <message>
        <source>With polygons: the class of what none of them covers. Empty: it has no class.</source>
        <translation>Con polígonos: la clase de lo que ninguno de ellos cubre. Vacío: no tiene clase.</translation>
    </message>
    <message>
        <source>With several scenes and SCALING PERCENTILE or MINMAX. DATASET fits one scaling to all scenes, SCENE one to each by itself, for scenes of different haze or sensors; dataset.json tells the range of each, and scenes that are added later are fitted by themselves. Values: DATASET, SCENE.</source>
        <translation>Con varias escenas y SCALING PERCENTILE o MINMAX. DATASET ajusta un solo escalado a todas las escenas, SCENE uno a cada una por separado, para escenas con distinta bruma o de distintos sensores; dataset.json indica el rango de cada una, y las escenas que se añaden más tarde se ajustan por separado. Valores: DATASET, SCENE.</translation>
    </message>
    <message>
        <source>Without a raster the size of {width:g} pixels is not known; name a raster with {INPUT}, give {RESOLUTION} in metres, or set {UNITS=METERS}.</source>
        <translation>Sin un ráster no se sabe cuánto miden {width:g} píxeles; hay que indicar un ráster con {INPUT}, dar {RESOLUTION} en metros o poner {UNITS=METERS}.</translation>
    </message>
    <message>
        <source>Without a raster: metres of a pixel, for a tile size in pixels. The grid lies in the UTM zone of the area of interest, and tile edges at multiples of the tile size. Over a layer of a map service, whose pixels have many sizes: those that are nearest.</source>
        <translation>Sin ráster: metros de un píxel, para un tamaño de tesela en píxeles. La cuadrícula está en la zona UTM del área de interés y los bordes de las teselas, en múltiplos de su tamaño. Sobre una capa de un servicio de mapas, cuyos píxeles tienen muchos tamaños: los más cercanos.</translation>
    </message>
    <message>
        <source>Without a raster: whether tiles end at the outline of the area. Cut tiles are no rectangles any more.</source>
        <translation>Sin ráster: si las teselas terminan en el contorno del área. Las teselas cortadas dejan de ser rectángulos.</translation>
    </message>
    <message>
        <source>Write distances to the edge</source>
        <translation>Escribir las distancias al borde</translation>
    </message>
    <message>
        <source>Write the coverage of each pixel</source>
        <translation>Escribir la cobertura de cada píxel</translation>
    </message>
    <message>
        <source>Write the state of each pixel</source>
        <translation>Escribir el estado de cada píxel</translation>
    </message>
    <message>
        <source>Writes a mask of classes for each tile on the very same pixels: the name of a source of classes, such as worldcover, or the id of an asset, whose first band is taken and whose values CLASS_MAP names.</source>
        <translation>Escribe para cada tesela una máscara de clases sobre los mismos píxeles: el nombre de una fuente de clases, como worldcover, o el identificador de un recurso, del que se toma la primera banda y cuyos valores nombra CLASS_MAP.</translation>
    </message>
    <message>
        <source>Writes a mask of classes for each tile under masks/, of the same name: 8 bits, 0 background, 255 ignore (no value in the image or in the class raster, and pixels that polygons of different classes share). PNG for JPEG and PNG images, else as the images.</source>
        <translation>Escribe para cada tesela una máscara de clases en masks/, con el mismo nombre: 8 bits, 0 fondo, 255 ignorar (sin valor en la imagen o en el ráster de clases, y píxeles que comparten polígonos de clases distintas). PNG para imágenes JPEG y PNG; si no, como las imágenes.</translation>
    </message>
    <message>
        <source>Writes a table of the pixels in labelled polygons, at points or of a class raster, for training a classifier. A line a pixel: the value of each band as it is stored (a scale and an offset of the raster are not applied), then label, class_id, the number of the polygon, and the place of the pixel's centre. Pixels that two classes claim and pixels with nodata in any band are left out and counted. Classes are numbered by their sorted names unless a legend is given.</source>
        <translation>Escribe una tabla de los píxeles en polígonos etiquetados, en puntos o de un ráster de clases, para entrenar un clasificador. Una línea por píxel: el valor de cada banda tal como está guardado (no se aplican escala ni desplazamiento del ráster), después label, class_id, el número del polígono y el lugar del centro del píxel. Los píxeles que reclaman dos clases y los que tienen nodata en alguna banda se omiten y se cuentan. Las clases se numeran por sus nombres ordenados si no se da una leyenda.</translation>
    </message>
    <message>
        <source>Written beside each piece, so that pieces of one object on several tiles can be told. Empty: the feature ids.</source>
        <translation>Se escribe junto a cada trozo, para reconocer los trozos de un mismo objeto en varias teselas. Vacío: los identificadores de las entidades.</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Año</translation>
    </message>
    <message>
        <source>ZIP unpacks to the same folder, with the folders of classes that have no tile in a split. WEBDATASET makes tar files in a folder a split, in which each tile is an image, a class number (.cls), a mask when there is one (.mask.png) and its facts (.json); the README beside them loads shards. A time series of GeoTIFFs is its list (.series.json) and the images under the names that stand there. Values: ZIP, WEBDATASET.</source>
        <translation>ZIP se descomprime en la misma carpeta, con las carpetas de las clases que no tienen ninguna tesela en una división. WEBDATASET crea archivos tar en una carpeta por división, en los que cada tesela es una imagen, un número de clase (.cls), una máscara si la hay (.mask.png) y sus datos (.json); el README que queda junto a ellos muestra cómo cargar los fragmentos. Una serie temporal de GeoTIFF es su lista (.series.json) y las imágenes con los nombres que figuran en ella. Valores: ZIP, WEBDATASET.</translation>
    </message>
    <message>
        <source>Zarr store</source>
        <translation>Almacén Zarr</translation>
    </message>
    <message>
        <source>Zoomed out: one of {0} × {0} pixels is classified.</source>
        <translation>Alejado: se clasifica uno de cada {0} × {0} píxeles.</translation>
    </message>
    <message>
        <source>[Choose a folder; a dry run needs none]</source>
        <translation>[Elija una carpeta; una prueba en seco no la necesita]</translation>
    </message>
    <message>
        <source>a class</source>
        <translation>una clase</translation>
    </message>
    <message>
        <source>a document of it is nested too deeply</source>
        <translation>un documento suyo tiene demasiados niveles anidados</translation>
    </message>
    <message>
        <source>a document of it is not JSON, or is cut off</source>
        <translation>un documento suyo no es JSON o está cortado</translation>
    </message>
    <message>
        <source>a document of it is not built as STAC says</source>
        <translation>un documento suyo no está hecho como indica STAC</translation>
    </message>
    <message>
        <source>a document of it is not text</source>
        <translation>un documento suyo no es texto</translation>
    </message>
    <message>
        <source>a document of it lacks {name}</source>
        <translation>a un documento suyo le falta {name}</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>un archivo</translation>
    </message>
    <message>
        <source>a folder a class, for torchvision, timm, TorchGeo, fastai and Keras</source>
        <translation>una carpeta por clase, para torchvision, timm, TorchGeo, fastai y Keras</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>una lista</translation>
    </message>
    <message>
        <source>a mask by its name, not an image</source>
        <translation>una máscara por su nombre, no una imagen</translation>
    </message>
    <message>
        <source>a mask of 8 bits has room for the numbers 1 to {most} (0 is background, 255 ignore)</source>
        <translation>una máscara de 8 bits tiene sitio para los números de 1 a {most} (0 es fondo, 255 ignorar)</translation>
    </message>
    <message>
        <source>a newer delivery of the scene counts</source>
        <translation>cuenta una entrega más reciente de la escena</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>un número</translation>
    </message>
    <message>
        <source>a polygon touches it</source>
        <translation>un polígono la toca</translation>
    </message>
    <message>
        <source>a side</source>
        <translation>un lado</translation>
    </message>
    <message>
        <source>a side or a corner</source>
        <translation>un lado o una esquina</translation>
    </message>
    <message>
        <source>a smaller distance</source>
        <translation>una distancia menor</translation>
    </message>
    <message>
        <source>a smaller {SPLIT_BUFFER}</source>
        <translation>un {SPLIT_BUFFER} menor</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>un número entero</translation>
    </message>
    <message>
        <source>a {BAND_COUNT} smaller than {count}</source>
        <translation>un {BAND_COUNT} menor que {count}</translation>
    </message>
    <message>
        <source>a {BLOCK_SIZE} larger than {size:g} m</source>
        <translation>un {BLOCK_SIZE} mayor que {size:g} m</translation>
    </message>
    <message>
        <source>a {SPLIT_BUFFER} of your own instead of {BUFFER_AUTO}</source>
        <translation>un {SPLIT_BUFFER} propio en lugar de {BUFFER_AUTO}</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>exactitud</translation>
    </message>
    <message>
        <source>achieved</source>
        <translation>obtenido</translation>
    </message>
    <message>
        <source>add scenes of other places, or ask for fewer splits</source>
        <translation>añada escenas de otros lugares o pida menos divisiones</translation>
    </message>
    <message>
        <source>administrative</source>
        <translation>administrativo</translation>
    </message>
    <message>
        <source>after</source>
        <translation>después</translation>
    </message>
    <message>
        <source>after {end}</source>
        <translation>posterior a {end}</translation>
    </message>
    <message>
        <source>all</source>
        <translation>todas</translation>
    </message>
    <message>
        <source>all of it</source>
        <translation>todo</translation>
    </message>
    <message>
        <source>all requests that the run may make are made</source>
        <translation>ya se han hecho todas las peticiones permitidas en la ejecución</translation>
    </message>
    <message>
        <source>all scenes together</source>
        <translation>todas las escenas juntas</translation>
    </message>
    <message>
        <source>all that any raster covers</source>
        <translation>todo lo que cubre algún ráster</translation>
    </message>
    <message>
        <source>all, by their shares</source>
        <translation>todas, según sus porciones</translation>
    </message>
    <message>
        <source>an array for each band</source>
        <translation>un arreglo por banda</translation>
    </message>
    <message>
        <source>an earlier date is here</source>
        <translation>hay una fecha anterior aquí</translation>
    </message>
    <message>
        <source>an object with keys</source>
        <translation>un objeto con claves</translation>
    </message>
    <message>
        <source>annotation</source>
        <translation>anotación</translation>
    </message>
    <message>
        <source>annotations</source>
        <translation>anotaciones</translation>
    </message>
    <message>
        <source>another checksum</source>
        <translation>otra suma de comprobación</translation>
    </message>
    <message>
        <source>another copy of this delivery counts</source>
        <translation>cuenta otra copia de esta entrega</translation>
    </message>
    <message>
        <source>append</source>
        <translation>añadir</translation>
    </message>
    <message>
        <source>archive</source>
        <translation>archivo comprimido</translation>
    </message>
    <message>
        <source>are no numbers</source>
        <translation>no son números</translation>
    </message>
    <message>
        <source>are too small to be told apart there</source>
        <translation>son demasiado pequeños para distinguirlos allí</translation>
    </message>
    <message>
        <source>area</source>
        <translation>área</translation>
    </message>
    <message>
        <source>area of interest</source>
        <translation>área de interés</translation>
    </message>
    <message>
        <source>as fits each raster</source>
        <translation>lo que conviene a cada ráster</translation>
    </message>
    <message>
        <source>as for ImageNet</source>
        <translation>como para ImageNet</translation>
    </message>
    <message>
        <source>as many in each class</source>
        <translation>los mismos en cada clase</translation>
    </message>
    <message>
        <source>as named</source>
        <translation>según su nombre</translation>
    </message>
    <message>
        <source>as on the map</source>
        <translation>como en el mapa</translation>
    </message>
    <message>
        <source>as tagged</source>
        <translation>como está declarado</translation>
    </message>
    <message>
        <source>as the layout usually has them</source>
        <translation>como suele tenerlos la estructura</translation>
    </message>
    <message>
        <source>as usual for the source</source>
        <translation>lo habitual de la fuente</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>pedido</translation>
    </message>
    <message>
        <source>assessment</source>
        <translation>una evaluación</translation>
    </message>
    <message>
        <source>atmospherically resistant vegetation index</source>
        <translation>índice de vegetación resistente a la atmósfera</translation>
    </message>
    <message>
        <source>audit</source>
        <translation>auditoría</translation>
    </message>
    <message>
        <source>automated water extraction index, with shadows</source>
        <translation>índice automático de extracción de agua, con sombras</translation>
    </message>
    <message>
        <source>average</source>
        <translation>promedio</translation>
    </message>
    <message>
        <source>background</source>
        <translation>fondo</translation>
    </message>
    <message>
        <source>band with tiles</source>
        <translation>banda con teselas</translation>
    </message>
    <message>
        <source>bands</source>
        <translation>bandas</translation>
    </message>
    <message>
        <source>bands with tiles</source>
        <translation>bandas con teselas</translation>
    </message>
    <message>
        <source>bare soil index</source>
        <translation>índice de suelo desnudo</translation>
    </message>
    <message>
        <source>before</source>
        <translation>antes</translation>
    </message>
    <message>
        <source>before {start}</source>
        <translation>anterior a {start}</translation>
    </message>
    <message>
        <source>believe each raster's tags</source>
        <translation>creer lo que dice cada ráster</translation>
    </message>
    <message>
        <source>beyond the number of tiles asked for</source>
        <translation>más allá del número de teselas pedido</translation>
    </message>
    <message>
        <source>bilinear</source>
        <translation>bilineal</translation>
    </message>
    <message>
        <source>bits {codes}</source>
        <translation>bits {codes}</translation>
    </message>
    <message>
        <source>blanks</source>
        <translation>espacios</translation>
    </message>
    <message>
        <source>block with tiles</source>
        <translation>bloque con teselas</translation>
    </message>
    <message>
        <source>blocks</source>
        <translation>bloques</translation>
    </message>
    <message>
        <source>blocks with tiles</source>
        <translation>bloques con teselas</translation>
    </message>
    <message>
        <source>boxes and outlines for Detectron2, MMDetection, torchvision and pycocotools</source>
        <translation>cajas y contornos para Detectron2, MMDetection, torchvision y pycocotools</translation>
    </message>
    <message>
        <source>boxes and outlines for RF-DETR, Roboflow and supervision</source>
        <translation>cajas y contornos para RF-DETR, Roboflow y supervision</translation>
    </message>
    <message>
        <source>boxes in XML, and masks, for torchvision, MMDetection, Detectron2 and supervision</source>
        <translation>cajas en XML y máscaras, para torchvision, MMDetection, Detectron2 y supervision</translation>
    </message>
    <message>
        <source>boxes, outlines and rotated boxes for ultralytics' YOLO</source>
        <translation>cajas, contornos y cajas rotadas para YOLO de ultralytics</translation>
    </message>
    <message>
        <source>burned area index</source>
        <translation>índice de área quemada</translation>
    </message>
    <message>
        <source>by areas and expected errors (Neyman)</source>
        <translation>por áreas y errores esperados (Neyman)</translation>
    </message>
    <message>
        <source>by date</source>
        <translation>por fecha</translation>
    </message>
    <message>
        <source>by place</source>
        <translation>por lugar</translation>
    </message>
    <message>
        <source>by the classes' areas</source>
        <translation>por las áreas de las clases</translation>
    </message>
    <message>
        <source>by their order</source>
        <translation>por su orden</translation>
    </message>
    <message>
        <source>cannot be used: {problem}</source>
        <translation>no se puede usar: {problem}</translation>
    </message>
    <message>
        <source>case</source>
        <translation>mayúsculas y minúsculas</translation>
    </message>
    <message>
        <source>catalogue</source>
        <translation>catálogo</translation>
    </message>
    <message>
        <source>centre outside the area of interest</source>
        <translation>centro fuera del área de interés</translation>
    </message>
    <message>
        <source>change</source>
        <translation>cambio</translation>
    </message>
    <message>
        <source>change detection</source>
        <translation>detección de cambios</translation>
    </message>
    <message>
        <source>check</source>
        <translation>comprobar</translation>
    </message>
    <message>
        <source>chips</source>
        <translation>recortes</translation>
    </message>
    <message>
        <source>choose a dataset of smaller images</source>
        <translation>elija un conjunto de datos de imágenes más pequeñas</translation>
    </message>
    <message>
        <source>choose a smaller {BLOCK_SIZE}</source>
        <translation>elija un {BLOCK_SIZE} menor</translation>
    </message>
    <message>
        <source>choose another {GROUP_FIELD}, or fewer splits</source>
        <translation>elija otro {GROUP_FIELD}, o menos divisiones</translation>
    </message>
    <message>
        <source>choose fewer {PIXELS}, or a larger {METERS_PER_PIXEL}</source>
        <translation>elija menos {PIXELS} o un valor mayor de {METERS_PER_PIXEL}</translation>
    </message>
    <message>
        <source>choose smaller tiles, or larger pixels</source>
        <translation>elija teselas más pequeñas o píxeles más grandes</translation>
    </message>
    <message>
        <source>class</source>
        <translation>clase</translation>
    </message>
    <message>
        <source>class cap</source>
        <translation>límite por clase</translation>
    </message>
    <message>
        <source>class {names}</source>
        <translation>la clase {names}</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>clases</translation>
    </message>
    <message>
        <source>classes of tiles</source>
        <translation>clases de teselas</translation>
    </message>
    <message>
        <source>classification</source>
        <translation>clasificación</translation>
    </message>
    <message>
        <source>classify</source>
        <translation>clasificar</translation>
    </message>
    <message>
        <source>cleanlab</source>
        <translation>cleanlab</translation>
    </message>
    <message>
        <source>cloud and cirrus of high confidence</source>
        <translation>nube y cirro de confianza alta</translation>
    </message>
    <message>
        <source>cloud cover</source>
        <translation>cobertura de nubes</translation>
    </message>
    <message>
        <source>cloud mark</source>
        <translation>marca de nube</translation>
    </message>
    <message>
        <source>cloud shadow, cloud of medium and high probability, thin cirrus</source>
        <translation>sombra de nube, nube de probabilidad media y alta, cirro fino</translation>
    </message>
    <message>
        <source>cloud-free</source>
        <translation>sin nubes</translation>
    </message>
    <message>
        <source>clouds</source>
        <translation>nubes</translation>
    </message>
    <message>
        <source>coarse</source>
        <translation>grueso</translation>
    </message>
    <message>
        <source>coco</source>
        <translation>coco</translation>
    </message>
    <message>
        <source>combine</source>
        <translation>combinar</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>coma</translation>
    </message>
    <message>
        <source>communes</source>
        <translation>municipios</translation>
    </message>
    <message>
        <source>compare</source>
        <translation>comparar</translation>
    </message>
    <message>
        <source>comparison of maps</source>
        <translation>una comparación de mapas</translation>
    </message>
    <message>
        <source>composite</source>
        <translation>composición</translation>
    </message>
    <message>
        <source>confident learning</source>
        <translation>aprendizaje con confianza</translation>
    </message>
    <message>
        <source>conflicts</source>
        <translation>conflictos</translation>
    </message>
    <message>
        <source>confusion</source>
        <translation>confusión</translation>
    </message>
    <message>
        <source>contact sheet</source>
        <translation>hoja de contactos</translation>
    </message>
    <message>
        <source>copernicus</source>
        <translation>copernicus</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>copiadas</translation>
    </message>
    <message>
        <source>could not be read</source>
        <translation>no se pudo leer</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>numerados</translation>
    </message>
    <message>
        <source>coverage</source>
        <translation>cobertura</translation>
    </message>
    <message>
        <source>covers too little</source>
        <translation>cubre demasiado poco</translation>
    </message>
    <message>
        <source>crop</source>
        <translation>cultivo</translation>
    </message>
    <message>
        <source>csv</source>
        <translation>csv</translation>
    </message>
    <message>
        <source>cubic</source>
        <translation>cúbico</translation>
    </message>
    <message>
        <source>cut by the raster's edge</source>
        <translation>cortada por el borde del ráster</translation>
    </message>
    <message>
        <source>dataset</source>
        <translation>conjunto de datos</translation>
    </message>
    <message>
        <source>dataset.json counts {told} pieces of objects, and {count} are in the files, which were changed since.</source>
        <translation>dataset.json cuenta {told} trozos de objetos y en los archivos hay {count}; se modificaron después.</translation>
    </message>
    <message>
        <source>dates</source>
        <translation>fechas</translation>
    </message>
    <message>
        <source>deep learning</source>
        <translation>aprendizaje profundo</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>diferencia</translation>
    </message>
    <message>
        <source>dilated cloud, cirrus, cloud, cloud shadow</source>
        <translation>nube dilatada, cirro, nube, sombra de nube</translation>
    </message>
    <message>
        <source>doubt</source>
        <translation>duda</translation>
    </message>
    <message>
        <source>download</source>
        <translation>descargar</translation>
    </message>
    <message>
        <source>duplicates</source>
        <translation>duplicados</translation>
    </message>
    <message>
        <source>each feature's own box</source>
        <translation>el recuadro de cada objeto</translation>
    </message>
    <message>
        <source>each scene by itself</source>
        <translation>cada escena por separado</translation>
    </message>
    <message>
        <source>each with the next by date</source>
        <translation>cada una con la siguiente fecha</translation>
    </message>
    <message>
        <source>earth engine</source>
        <translation>earth engine</translation>
    </message>
    <message>
        <source>edit</source>
        <translation>editar</translation>
    </message>
    <message>
        <source>elsewhere than the area of interest</source>
        <translation>fuera del área de interés</translation>
    </message>
    <message>
        <source>enhanced vegetation index</source>
        <translation>índice de vegetación mejorado</translation>
    </message>
    <message>
        <source>enhanced vegetation index of two bands</source>
        <translation>índice de vegetación mejorado de dos bandas</translation>
    </message>
    <message>
        <source>enough of it lies inside</source>
        <translation>una parte suficiente está dentro</translation>
    </message>
    <message>
        <source>entities</source>
        <translation>entidades</translation>
    </message>
    <message>
        <source>error matrix</source>
        <translation>matriz de error</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>errores</translation>
    </message>
    <message>
        <source>excess green index</source>
        <translation>índice de exceso de verde</translation>
    </message>
    <message>
        <source>export</source>
        <translation>exportar</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>fallo</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>filtro</translation>
    </message>
    <message>
        <source>fishnet</source>
        <translation>malla</translation>
    </message>
    <message>
        <source>for many requests</source>
        <translation>para muchas solicitudes</translation>
    </message>
    <message>
        <source>from … to …</source>
        <translation>de … a …</translation>
    </message>
    <message>
        <source>from-to</source>
        <translation>de-a</translation>
    </message>
    <message>
        <source>gained</source>
        <translation>ganado</translation>
    </message>
    <message>
        <source>gallery</source>
        <translation>galería</translation>
    </message>
    <message>
        <source>gee</source>
        <translation>gee</translation>
    </message>
    <message>
        <source>give {NODATA}</source>
        <translation>indique {NODATA}</translation>
    </message>
    <message>
        <source>gradient boosting</source>
        <translation>gradient boosting</translation>
    </message>
    <message>
        <source>green NDVI</source>
        <translation>NDVI verde</translation>
    </message>
    <message>
        <source>green chlorophyll index</source>
        <translation>índice de clorofila verde</translation>
    </message>
    <message>
        <source>green leaf index</source>
        <translation>índice de hoja verde</translation>
    </message>
    <message>
        <source>grid</source>
        <translation>cuadrícula</translation>
    </message>
    <message>
        <source>ground truth</source>
        <translation>verdad terreno</translation>
    </message>
    <message>
        <source>group of scenes</source>
        <translation>grupo de escenas</translation>
    </message>
    <message>
        <source>group of tiles</source>
        <translation>grupo de teselas</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>grupos</translation>
    </message>
    <message>
        <source>groups from a layer</source>
        <translation>grupos de una capa</translation>
    </message>
    <message>
        <source>groups of scenes</source>
        <translation>grupos de escenas</translation>
    </message>
    <message>
        <source>groups of tiles</source>
        <translation>grupos de teselas</translation>
    </message>
    <message>
        <source>ha</source>
        <translation>ha</translation>
    </message>
    <message>
        <source>hard link</source>
        <translation>enlace físico</translation>
    </message>
    <message>
        <source>hash</source>
        <translation>hash</translation>
    </message>
    <message>
        <source>have no area</source>
        <translation>no tienen área</translation>
    </message>
    <message>
        <source>hectares</source>
        <translation>hectáreas</translation>
    </message>
    <message>
        <source>holds more than once</source>
        <translation>contiene más de una vez</translation>
    </message>
    <message>
        <source>identical</source>
        <translation>idéntico</translation>
    </message>
    <message>
        <source>ignored</source>
        <translation>ignorado</translation>
    </message>
    <message>
        <source>imagefolder</source>
        <translation>imagefolder</translation>
    </message>
    <message>
        <source>images and masks of the same names, for TerraTorch, segmentation models and YOLO</source>
        <translation>imágenes y máscaras con los mismos nombres, para TerraTorch, modelos de segmentación y YOLO</translation>
    </message>
    <message>
        <source>images with labels, masks and boxes in a table, for Hugging Face's datasets</source>
        <translation>imágenes con etiquetas, máscaras y cajas en una tabla, para datasets de Hugging Face</translation>
    </message>
    <message>
        <source>import</source>
        <translation>importar</translation>
    </message>
    <message>
        <source>it answers {status}</source>
        <translation>responde {status}</translation>
    </message>
    <message>
        <source>it answers {status} ({text})</source>
        <translation>responde {status} ({text})</translation>
    </message>
    <message>
        <source>it cannot be decoded</source>
        <translation>no se puede descodificar</translation>
    </message>
    <message>
        <source>it does not hold what its name says</source>
        <translation>no contiene lo que dice su nombre</translation>
    </message>
    <message>
        <source>it dropped the work</source>
        <translation>abandonó el trabajo</translation>
    </message>
    <message>
        <source>it ends in the middle</source>
        <translation>termina a la mitad</translation>
    </message>
    <message>
        <source>it has {bands} bands and {count} classes</source>
        <translation>tiene {bands} bandas y {count} clases</translation>
    </message>
    <message>
        <source>it holds Python objects</source>
        <translation>contiene objetos de Python</translation>
    </message>
    <message>
        <source>it holds files that do not belong there</source>
        <translation>contiene archivos que no le corresponden</translation>
    </message>
    <message>
        <source>it holds no {json}</source>
        <translation>no contiene {json}</translation>
    </message>
    <message>
        <source>it holds numbers that are not finite</source>
        <translation>contiene números que no son finitos</translation>
    </message>
    <message>
        <source>it is missing</source>
        <translation>falta</translation>
    </message>
    <message>
        <source>it is not a raster style</source>
        <translation>no es un estilo de ráster</translation>
    </message>
    <message>
        <source>it is not made again</source>
        <translation>no se vuelve a hacer</translation>
    </message>
    <message>
        <source>it is of another kind</source>
        <translation>es de otro tipo</translation>
    </message>
    <message>
        <source>it is offline, and has to be ordered from the service</source>
        <translation>no está en línea, y hay que encargarlo al servicio</translation>
    </message>
    <message>
        <source>it is silent for {seconds:.0f} s</source>
        <translation>lleva {seconds:.0f} s sin responder</translation>
    </message>
    <message>
        <source>it lies in a polygon</source>
        <translation>está en un polígono</translation>
    </message>
    <message>
        <source>it no longer answers</source>
        <translation>ya no responde</translation>
    </message>
    <message>
        <source>it redirects again and again, or to where nothing is encrypted</source>
        <translation>redirige una y otra vez, o adonde nada va cifrado</translation>
    </message>
    <message>
        <source>it says something else</source>
        <translation>dice otra cosa</translation>
    </message>
    <message>
        <source>it sends far more than the product has</source>
        <translation>envía mucho más de lo que tiene el producto</translation>
    </message>
    <message>
        <source>it takes no more requests for {seconds:.0f} s</source>
        <translation>no acepta más peticiones durante {seconds:.0f} s</translation>
    </message>
    <message>
        <source>it was trained with {name} as {formula}, which this Tilewright does not compute</source>
        <translation>se entrenó con {name} como {formula}, lo que este Tilewright no calcula</translation>
    </message>
    <message>
        <source>it would unpack to {total} bytes, which no honest model does</source>
        <translation>ocuparía {total} bytes al descomprimirse, cosa que ningún modelo legítimo hace</translation>
    </message>
    <message>
        <source>its boundaries do not fit its classes</source>
        <translation>sus límites no encajan con sus clases</translation>
    </message>
    <message>
        <source>its bytes differ</source>
        <translation>sus bytes difieren</translation>
    </message>
    <message>
        <source>its centre lies in one</source>
        <translation>su centro está en uno</translation>
    </message>
    <message>
        <source>its centre lies inside</source>
        <translation>su centro está dentro</translation>
    </message>
    <message>
        <source>its checksum is wrong</source>
        <translation>su suma de comprobación es incorrecta</translation>
    </message>
    <message>
        <source>its cloud cover is not known</source>
        <translation>no se conoce su cobertura de nubes</translation>
    </message>
    <message>
        <source>its cluster centres do not fit its bands and classes</source>
        <translation>sus centros de grupo no concuerdan con sus bandas y clases</translation>
    </message>
    <message>
        <source>its file is another one now</source>
        <translation>su archivo es ahora otro</translation>
    </message>
    <message>
        <source>its format has version {about!r} and this Tilewright reads {version}; update Tilewright</source>
        <translation>su formato tiene la versión {about!r} y este Tilewright lee la {version}; actualice Tilewright</translation>
    </message>
    <message>
        <source>its indices are not the last of its bands</source>
        <translation>sus índices no son las últimas de sus bandas</translation>
    </message>
    <message>
        <source>its method is {method!r}, which this version does not know</source>
        <translation>su método es {method!r}, que esta versión no conoce</translation>
    </message>
    <message>
        <source>its number of neighbours does not fit its samples</source>
        <translation>su número de vecinos no encaja con sus muestras</translation>
    </message>
    <message>
        <source>its pixels are equal, and its bytes differ</source>
        <translation>sus píxeles son iguales y sus bytes difieren</translation>
    </message>
    <message>
        <source>its pixels differ by at most {largest:.6g}</source>
        <translation>sus píxeles difieren como máximo en {largest:.6g}</translation>
    </message>
    <message>
        <source>its samples are missing</source>
        <translation>faltan sus muestras</translation>
    </message>
    <message>
        <source>its samples do not fit its bands and classes</source>
        <translation>sus muestras no encajan con sus bandas y clases</translation>
    </message>
    <message>
        <source>its size, bands or type differ</source>
        <translation>su tamaño, bandas o tipo difieren</translation>
    </message>
    <message>
        <source>its trees are missing</source>
        <translation>faltan sus árboles</translation>
    </message>
    <message>
        <source>its trees are more than {max_depth} levels deep</source>
        <translation>sus árboles tienen más de {max_depth} niveles de profundidad</translation>
    </message>
    <message>
        <source>its trees do not fit its classes</source>
        <translation>sus árboles no concuerdan con sus clases</translation>
    </message>
    <message>
        <source>its trees do not fit together</source>
        <translation>sus árboles no concuerdan entre sí</translation>
    </message>
    <message>
        <source>its trees have {count} nodes, more than {max_nodes}</source>
        <translation>sus árboles tienen {count} nodos, más de {max_nodes}</translation>
    </message>
    <message>
        <source>its trees hold numbers that are not finite</source>
        <translation>sus árboles contienen números que no son finitos</translation>
    </message>
    <message>
        <source>its trees use bands other than its {band_count}</source>
        <translation>sus árboles usan bandas distintas de las {band_count} que tiene</translation>
    </message>
    <message>
        <source>its values are {values}</source>
        <translation>sus valores son {values}</translation>
    </message>
    <message>
        <source>its values are {values}, in which the bits {bits} are set</source>
        <translation>sus valores son {values}, en los que están activos los bits {bits}</translation>
    </message>
    <message>
        <source>its {algorithm} checksum is not the catalogue's</source>
        <translation>su suma de comprobación {algorithm} no es la del catálogo</translation>
    </message>
    <message>
        <source>join</source>
        <translation>unir</translation>
    </message>
    <message>
        <source>joined into one</source>
        <translation>unidas en una</translation>
    </message>
    <message>
        <source>jpeg</source>
        <translation>jpeg</translation>
    </message>
    <message>
        <source>k-means</source>
        <translation>k-means</translation>
    </message>
    <message>
        <source>kappa</source>
        <translation>kappa</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>conservar</translation>
    </message>
    <message>
        <source>keep a share</source>
        <translation>conservar una porción</translation>
    </message>
    <message>
        <source>keep and mark</source>
        <translation>conservar y marcar</translation>
    </message>
    <message>
        <source>keep, smaller</source>
        <translation>conservar, menores</translation>
    </message>
    <message>
        <source>kept apart</source>
        <translation>separadas</translation>
    </message>
    <message>
        <source>label taken away by hand</source>
        <translation>etiqueta quitada a mano</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>etiquetas</translation>
    </message>
    <message>
        <source>labels, masks, boxes or outlines for ArcGIS Pro and arcgis.learn</source>
        <translation>etiquetas, máscaras, cajas o contornos para ArcGIS Pro y arcgis.learn</translation>
    </message>
    <message>
        <source>lacks</source>
        <translation>no contiene</translation>
    </message>
    <message>
        <source>land cover</source>
        <translation>cobertura del suelo</translation>
    </message>
    <message>
        <source>landsat</source>
        <translation>landsat</translation>
    </message>
    <message>
        <source>largest share</source>
        <translation>mayor porción</translation>
    </message>
    <message>
        <source>layer stack</source>
        <translation>pila de capas</translation>
    </message>
    <message>
        <source>layer {name} has no spatial index</source>
        <translation>la capa {name} no tiene índice espacial</translation>
    </message>
    <message>
        <source>leakage</source>
        <translation>fuga</translation>
    </message>
    <message>
        <source>least to greatest</source>
        <translation>de menor a mayor</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>omitir</translation>
    </message>
    <message>
        <source>less than {buffer:g} m from {split}</source>
        <translation>a menos de {buffer:g} m de {split}</translation>
    </message>
    <message>
        <source>lie farther away than any place</source>
        <translation>están más lejos que cualquier lugar</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>líneas</translation>
    </message>
    <message>
        <source>linked, without more room on the disk</source>
        <translation>enlazadas, sin ocupar más disco</translation>
    </message>
    <message>
        <source>load</source>
        <translation>cargar</translation>
    </message>
    <message>
        <source>longitude and latitude</source>
        <translation>longitud y latitud</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>perdido</translation>
    </message>
    <message>
        <source>machine learning</source>
        <translation>aprendizaje automático</translation>
    </message>
    <message>
        <source>majority</source>
        <translation>mayoría</translation>
    </message>
    <message>
        <source>make more tiles, or ask for fewer splits</source>
        <translation>cree más teselas o pida menos divisiones</translation>
    </message>
    <message>
        <source>map units</source>
        <translation>unidades del mapa</translation>
    </message>
    <message>
        <source>mark as to be ignored</source>
        <translation>marcar para ignorar</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>máscara</translation>
    </message>
    <message>
        <source>masks</source>
        <translation>máscaras</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>media</translation>
    </message>
    <message>
        <source>measured numbers</source>
        <translation>números medidos</translation>
    </message>
    <message>
        <source>median</source>
        <translation>mediana</translation>
    </message>
    <message>
        <source>merge</source>
        <translation>combinar</translation>
    </message>
    <message>
        <source>metadata without an offset</source>
        <translation>metadatos sin desplazamiento</translation>
    </message>
    <message>
        <source>metres</source>
        <translation>metros</translation>
    </message>
    <message>
        <source>metres (UTM)</source>
        <translation>metros (UTM)</translation>
    </message>
    <message>
        <source>mgrs</source>
        <translation>mgrs</translation>
    </message>
    <message>
        <source>minimum mapping unit</source>
        <translation>unidad mínima cartografiable</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>moda</translation>
    </message>
    <message>
        <source>modified normalized difference water index</source>
        <translation>índice de agua de diferencia normalizada modificado</translation>
    </message>
    <message>
        <source>modified soil-adjusted vegetation index</source>
        <translation>índice de vegetación ajustado al suelo modificado</translation>
    </message>
    <message>
        <source>montage</source>
        <translation>montaje</translation>
    </message>
    <message>
        <source>more bands</source>
        <translation>más franjas</translation>
    </message>
    <message>
        <source>more for rare classes (Olofsson)</source>
        <translation>más para clases raras (Olofsson)</translation>
    </message>
    <message>
        <source>more scenes of other places</source>
        <translation>más escenas de otros lugares</translation>
    </message>
    <message>
        <source>mosaic</source>
        <translation>mosaico</translation>
    </message>
    <message>
        <source>move inward</source>
        <translation>mover hacia dentro</translation>
    </message>
    <message>
        <source>multispectral</source>
        <translation>multiespectral</translation>
    </message>
    <message>
        <source>nearest neighbours</source>
        <translation>vecinos más próximos</translation>
    </message>
    <message>
        <source>nearest pixel</source>
        <translation>píxel más cercano</translation>
    </message>
    <message>
        <source>neither scale nor offset</source>
        <translation>ni escala ni desplazamiento</translation>
    </message>
    <message>
        <source>net</source>
        <translation>neto</translation>
    </message>
    <message>
        <source>no band</source>
        <translation>ninguna banda</translation>
    </message>
    <message>
        <source>no cloud mask here</source>
        <translation>sin máscara de nubes aquí</translation>
    </message>
    <message>
        <source>no date in its metadata or name</source>
        <translation>sin fecha en sus metadatos ni en su nombre</translation>
    </message>
    <message>
        <source>no export writes such a file</source>
        <translation>ninguna exportación escribe un archivo así</translation>
    </message>
    <message>
        <source>no image here</source>
        <translation>sin imagen aquí</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>sin etiqueta</translation>
    </message>
    <message>
        <source>no later date here</source>
        <translation>sin fecha posterior aquí</translation>
    </message>
    <message>
        <source>no later date is usable here</source>
        <translation>ninguna fecha posterior sirve aquí</translation>
    </message>
    <message>
        <source>no metadata</source>
        <translation>ningún metadato</translation>
    </message>
    <message>
        <source>no nodata value</source>
        <translation>sin valor sin datos</translation>
    </message>
    <message>
        <source>no number of their own</source>
        <translation>ningún número propio</translation>
    </message>
    <message>
        <source>no object</source>
        <translation>sin objetos</translation>
    </message>
    <message>
        <source>no pairs</source>
        <translation>sin pares</translation>
    </message>
    <message>
        <source>no split</source>
        <translation>sin división</translation>
    </message>
    <message>
        <source>no split at all</source>
        <translation>solo valores vacíos</translation>
    </message>
    <message>
        <source>no splits</source>
        <translation>ninguna división</translation>
    </message>
    <message>
        <source>no usable date</source>
        <translation>sin fecha utilizable</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>sin valor</translation>
    </message>
    <message>
        <source>nodata given by its mask</source>
        <translation>sin datos donde lo dice su máscara</translation>
    </message>
    <message>
        <source>nodata {}</source>
        <translation>sin datos: {}</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>ruido</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>none, keep values</source>
        <translation>conservar los valores</translation>
    </message>
    <message>
        <source>none, values as they are</source>
        <translation>ninguno, valores como son</translation>
    </message>
    <message>
        <source>none, whole pixels as they are</source>
        <translation>ninguno, píxeles enteros como son</translation>
    </message>
    <message>
        <source>normalized burn ratio</source>
        <translation>índice normalizado de área quemada</translation>
    </message>
    <message>
        <source>normalized burn ratio 2</source>
        <translation>índice normalizado de área quemada 2</translation>
    </message>
    <message>
        <source>normalized difference built-up index</source>
        <translation>índice de edificación de diferencia normalizada</translation>
    </message>
    <message>
        <source>normalized difference chlorophyll index</source>
        <translation>índice de clorofila de diferencia normalizada</translation>
    </message>
    <message>
        <source>normalized difference moisture index</source>
        <translation>índice de humedad de diferencia normalizada</translation>
    </message>
    <message>
        <source>normalized difference red edge index</source>
        <translation>índice de borde rojo de diferencia normalizada</translation>
    </message>
    <message>
        <source>normalized difference snow index</source>
        <translation>índice de nieve de diferencia normalizada</translation>
    </message>
    <message>
        <source>normalized difference vegetation index</source>
        <translation>índice de vegetación de diferencia normalizada</translation>
    </message>
    <message>
        <source>normalized difference water index</source>
        <translation>índice de agua de diferencia normalizada</translation>
    </message>
    <message>
        <source>normalized green-red difference index</source>
        <translation>índice normalizado de diferencia verde-rojo</translation>
    </message>
    <message>
        <source>not asked for, since the service refuses others: {text}</source>
        <translation>no se pidió, pues el servicio rechaza otros: {text}</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>sin indicar</translation>
    </message>
    <message>
        <source>not needed for {count} days spread evenly</source>
        <translation>no hace falta para {count} días repartidos por igual</translation>
    </message>
    <message>
        <source>not wholly inside the area of interest</source>
        <translation>no totalmente dentro del área de interés</translation>
    </message>
    <message>
        <source>note</source>
        <translation>nota</translation>
    </message>
    <message>
        <source>nothing comes any more</source>
        <translation>ya no llega nada</translation>
    </message>
    <message>
        <source>npz</source>
        <translation>npz</translation>
    </message>
    <message>
        <source>null</source>
        <translation>nulo</translation>
    </message>
    <message>
        <source>number</source>
        <translation>número</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>números</translation>
    </message>
    <message>
        <source>numbers of tiles</source>
        <translation>números de teselas</translation>
    </message>
    <message>
        <source>objects</source>
        <translation>objetos</translation>
    </message>
    <message>
        <source>of the first raster</source>
        <translation>del primer ráster</translation>
    </message>
    <message>
        <source>of the pixel grid's raster</source>
        <translation>del ráster de la cuadrícula</translation>
    </message>
    <message>
        <source>of the raster with the finest pixels</source>
        <translation>del ráster de píxeles más finos</translation>
    </message>
    <message>
        <source>of {count} tiles in layer {name} it holds {found}</source>
        <translation>de las {count} teselas de la capa {name}, contiene {found}</translation>
    </message>
    <message>
        <source>offset</source>
        <translation>desplazamiento</translation>
    </message>
    <message>
        <source>one array of all bands</source>
        <translation>un arreglo de todas las bandas</translation>
    </message>
    <message>
        <source>only the split {split}</source>
        <translation>solo la división {split}</translation>
    </message>
    <message>
        <source>only {split!r}</source>
        <translation>solo {split!r}</translation>
    </message>
    <message>
        <source>opaque cloud, cirrus</source>
        <translation>nube opaca, cirro</translation>
    </message>
    <message>
        <source>optimized soil-adjusted vegetation index</source>
        <translation>índice de vegetación ajustado al suelo optimizado</translation>
    </message>
    <message>
        <source>other</source>
        <translation>otra</translation>
    </message>
    <message>
        <source>outlines</source>
        <translation>contornos</translation>
    </message>
    <message>
        <source>outside the area of interest</source>
        <translation>fuera del área de interés</translation>
    </message>
    <message>
        <source>outside the raster</source>
        <translation>fuera del ráster</translation>
    </message>
    <message>
        <source>overlaps a tile of another split</source>
        <translation>se superpone a una tesela de otra división</translation>
    </message>
    <message>
        <source>overview</source>
        <translation>vista general</translation>
    </message>
    <message>
        <source>page of signatures</source>
        <translation>una página de firmas</translation>
    </message>
    <message>
        <source>parallel bands</source>
        <translation>bandas paralelas</translation>
    </message>
    <message>
        <source>parcels</source>
        <translation>parcelas</translation>
    </message>
    <message>
        <source>partition</source>
        <translation>división</translation>
    </message>
    <message>
        <source>patches</source>
        <translation>parches</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>píxeles</translation>
    </message>
    <message>
        <source>points</source>
        <translation>puntos</translation>
    </message>
    <message>
        <source>polygons</source>
        <translation>polígonos</translation>
    </message>
    <message>
        <source>predict</source>
        <translation>predecir</translation>
    </message>
    <message>
        <source>producer's %</source>
        <translation>productor %</translation>
    </message>
    <message>
        <source>products</source>
        <translation>productos</translation>
    </message>
    <message>
        <source>proportions</source>
        <translation>proporciones</translation>
    </message>
    <message>
        <source>provenance</source>
        <translation>procedencia</translation>
    </message>
    <message>
        <source>quality</source>
        <translation>calidad</translation>
    </message>
    <message>
        <source>raise {BAND_COUNT}</source>
        <translation>aumente {BAND_COUNT}</translation>
    </message>
    <message>
        <source>random</source>
        <translation>aleatorio</translation>
    </message>
    <message>
        <source>random forest</source>
        <translation>bosque aleatorio</translation>
    </message>
    <message>
        <source>random points</source>
        <translation>puntos al azar</translation>
    </message>
    <message>
        <source>random tiles</source>
        <translation>teselas al azar</translation>
    </message>
    <message>
        <source>rasterize</source>
        <translation>rasterizar</translation>
    </message>
    <message>
        <source>rational polynomial coefficients (RPC)</source>
        <translation>coeficientes polinómicos racionales (RPC)</translation>
    </message>
    <message>
        <source>rectangles</source>
        <translation>rectángulos</translation>
    </message>
    <message>
        <source>red-edge chlorophyll index</source>
        <translation>índice de clorofila de borde rojo</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>referencia</translation>
    </message>
    <message>
        <source>reflectance</source>
        <translation>reflectancia</translation>
    </message>
    <message>
        <source>reflectances, which the numbers stand for</source>
        <translation>las reflectancias que representan los números</translation>
    </message>
    <message>
        <source>regions</source>
        <translation>regiones</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>descartadas</translation>
    </message>
    <message>
        <source>report</source>
        <translation>informe</translation>
    </message>
    <message>
        <source>reproduce</source>
        <translation>reproducir</translation>
    </message>
    <message>
        <source>resume</source>
        <translation>reanudar</translation>
    </message>
    <message>
        <source>run lengths of another size</source>
        <translation>longitudes de serie de otro tamaño</translation>
    </message>
    <message>
        <source>safe</source>
        <translation>safe</translation>
    </message>
    <message>
        <source>salt and pepper</source>
        <translation>sal y pimienta</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>muestra</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>muestras</translation>
    </message>
    <message>
        <source>scale {scale:.10g} and offset {offset:.10g}</source>
        <translation>escala {scale:.10g} y desplazamiento {offset:.10g}</translation>
    </message>
    <message>
        <source>scenes that lie farther apart</source>
        <translation>escenas más alejadas entre sí</translation>
    </message>
    <message>
        <source>search</source>
        <translation>búsqueda</translation>
    </message>
    <message>
        <source>season</source>
        <translation>temporada</translation>
    </message>
    <message>
        <source>second images</source>
        <translation>segundas imágenes</translation>
    </message>
    <message>
        <source>segmentation</source>
        <translation>segmentación</translation>
    </message>
    <message>
        <source>select</source>
        <translation>seleccionar</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>punto y coma</translation>
    </message>
    <message>
        <source>sentinel</source>
        <translation>sentinel</translation>
    </message>
    <message>
        <source>sentinel-2</source>
        <translation>sentinel-2</translation>
    </message>
    <message>
        <source>sentinel2-rgb: colours of Sentinel-2 without clouds. sentinel2-reflectance: ten bands of Sentinel-2 as reflectance without clouds. sentinel1: radar of Sentinel-1, VV and VH in decibels. worldcover: land cover of 2021 by ESA. dynamicworld: land cover by Google, the class that is seen most often. treecover: percent of tree cover by MODIS. elevation: heights in metres, Copernicus GLO-30. embeddings: 64 numbers a pixel that sum a year up, AlphaEarth. sentinel2-rgb-median-2020: geetiles' own colours of 2020. esa-world-cover: geetiles' own land cover of 2020. Values: sentinel2-rgb, sentinel2-reflectance, sentinel1, worldcover, dynamicworld, treecover, elevation, embeddings, sentinel2-rgb-median-2020, esa-world-cover.</source>
        <translation>sentinel2-rgb: colores de Sentinel-2 sin nubes. sentinel2-reflectance: diez bandas de Sentinel-2 como reflectancia sin nubes. sentinel1: radar de Sentinel-1, VV y VH en decibelios. worldcover: cobertura del suelo de 2021 de la ESA. dynamicworld: cobertura del suelo de Google, la clase que se ve más veces. treecover: porcentaje de cobertura arbórea por MODIS. elevation: alturas en metros, Copernicus GLO-30. embeddings: 64 números por píxel que resumen un año, AlphaEarth. sentinel2-rgb-median-2020: los colores de 2020 del propio geetiles. esa-world-cover: la cobertura del suelo de 2020 del propio geetiles. Valores: sentinel2-rgb, sentinel2-reflectance, sentinel1, worldcover, dynamicworld, treecover, elevation, embeddings, sentinel2-rgb-median-2020, esa-world-cover.</translation>
    </message>
    <message>
        <source>set {DIFFERENCES=AS_TAGGED} to take each as its file says</source>
        <translation>use {DIFFERENCES=AS_TAGGED} para tomar cada uno como indica su archivo</translation>
    </message>
    <message>
        <source>several classes</source>
        <translation>varias clases</translation>
    </message>
    <message>
        <source>several classes a tile</source>
        <translation>varias clases por tesela</translation>
    </message>
    <message>
        <source>shadow</source>
        <translation>sombra</translation>
    </message>
    <message>
        <source>shards</source>
        <translation>fragmentos</translation>
    </message>
    <message>
        <source>share</source>
        <translation>compartir</translation>
    </message>
    <message>
        <source>share of at least …</source>
        <translation>porción mínima de …</translation>
    </message>
    <message>
        <source>shares</source>
        <translation>proporciones</translation>
    </message>
    <message>
        <source>sieve</source>
        <translation>tamizado</translation>
    </message>
    <message>
        <source>sits</source>
        <translation>sits</translation>
    </message>
    <message>
        <source>smaller blocks</source>
        <translation>bloques más pequeños</translation>
    </message>
    <message>
        <source>smaller groups</source>
        <translation>grupos más pequeños</translation>
    </message>
    <message>
        <source>soil-adjusted vegetation index</source>
        <translation>índice de vegetación ajustado al suelo</translation>
    </message>
    <message>
        <source>something</source>
        <translation>algo</translation>
    </message>
    <message>
        <source>spatial</source>
        <translation>espacial</translation>
    </message>
    <message>
        <source>split</source>
        <translation>división</translation>
    </message>
    <message>
        <source>splits: {}</source>
        <translation>divisiones: {}</translation>
    </message>
    <message>
        <source>square blocks</source>
        <translation>bloques cuadrados</translation>
    </message>
    <message>
        <source>square metres</source>
        <translation>metros cuadrados</translation>
    </message>
    <message>
        <source>stack</source>
        <translation>pila</translation>
    </message>
    <message>
        <source>standard</source>
        <translation>estándar</translation>
    </message>
    <message>
        <source>standard error</source>
        <translation>error estándar</translation>
    </message>
    <message>
        <source>stop and say how they differ</source>
        <translation>parar y decir en qué difieren</translation>
    </message>
    <message>
        <source>stratified</source>
        <translation>estratificado</translation>
    </message>
    <message>
        <source>support vector machine</source>
        <translation>máquina de vectores de soporte</translation>
    </message>
    <message>
        <source>take all as the first</source>
        <translation>tratar todos como el primero</translation>
    </message>
    <message>
        <source>target rasters</source>
        <translation>rásteres objetivo</translation>
    </message>
    <message>
        <source>test</source>
        <translation>test</translation>
    </message>
    <message>
        <source>text</source>
        <translation>texto</translation>
    </message>
    <message>
        <source>the area of interest</source>
        <translation>el área de interés</translation>
    </message>
    <message>
        <source>the array {name} in it does not have the shape it claims</source>
        <translation>la matriz {name} que contiene no tiene la forma que declara</translation>
    </message>
    <message>
        <source>the array {name} in it is not in the format of arrays</source>
        <translation>la matriz {name} que contiene no está en el formato de las matrices</translation>
    </message>
    <message>
        <source>the array {name} in it is of another type</source>
        <translation>la matriz {name} que contiene es de otro tipo</translation>
    </message>
    <message>
        <source>the authentication configuration cannot be used</source>
        <translation>la configuración de autenticación no se puede usar</translation>
    </message>
    <message>
        <source>the band and bits</source>
        <translation>la banda y los bits</translation>
    </message>
    <message>
        <source>the band and values</source>
        <translation>la banda y los valores</translation>
    </message>
    <message>
        <source>the catalogue does not have it</source>
        <translation>el catálogo no lo tiene</translation>
    </message>
    <message>
        <source>the clearest on top</source>
        <translation>la más despejada encima</translation>
    </message>
    <message>
        <source>the cloud layer</source>
        <translation>la capa de nubes</translation>
    </message>
    <message>
        <source>the coarse layer</source>
        <translation>la capa gruesa</translation>
    </message>
    <message>
        <source>the connection broke off</source>
        <translation>se interrumpió la conexión</translation>
    </message>
    <message>
        <source>the coordinate system</source>
        <translation>el sistema de coordenadas</translation>
    </message>
    <message>
        <source>the dataset's name</source>
        <translation>el nombre del conjunto</translation>
    </message>
    <message>
        <source>the dataset's number</source>
        <translation>el número del conjunto</translation>
    </message>
    <message>
        <source>the earliest on top</source>
        <translation>la más antigua encima</translation>
    </message>
    <message>
        <source>the first with the last</source>
        <translation>la primera con la última</translation>
    </message>
    <message>
        <source>the footprints</source>
        <translation>las huellas</translation>
    </message>
    <message>
        <source>the images</source>
        <translation>las imágenes</translation>
    </message>
    <message>
        <source>the label layer</source>
        <translation>la capa de etiquetas</translation>
    </message>
    <message>
        <source>the layer of corrections</source>
        <translation>la capa de correcciones</translation>
    </message>
    <message>
        <source>the layer of features</source>
        <translation>la capa de entidades</translation>
    </message>
    <message>
        <source>the layer of groups</source>
        <translation>la capa de grupos</translation>
    </message>
    <message>
        <source>the layer refused the features</source>
        <translation>la capa rechazó los objetos</translation>
    </message>
    <message>
        <source>the new tiles</source>
        <translation>las teselas nuevas</translation>
    </message>
    <message>
        <source>the nodes of its trees form a cycle</source>
        <translation>los nodos de sus árboles forman un ciclo</translation>
    </message>
    <message>
        <source>the numbers as they are</source>
        <translation>los números tal como están</translation>
    </message>
    <message>
        <source>the numbers of its classes are not different ones from 1</source>
        <translation>los números de sus clases no son distintos entre sí y a partir de 1</translation>
    </message>
    <message>
        <source>the one with the largest share</source>
        <translation>la de mayor porción</translation>
    </message>
    <message>
        <source>the other datasets</source>
        <translation>los otros conjuntos de datos</translation>
    </message>
    <message>
        <source>the polygon layer</source>
        <translation>la capa de polígonos</translation>
    </message>
    <message>
        <source>the product's metadata</source>
        <translation>los metadatos del producto</translation>
    </message>
    <message>
        <source>the raster that gives the pixel grid</source>
        <translation>el ráster que da la cuadrícula de píxeles</translation>
    </message>
    <message>
        <source>the reference</source>
        <translation>la referencia</translation>
    </message>
    <message>
        <source>the reference layer</source>
        <translation>la capa de referencia</translation>
    </message>
    <message>
        <source>the scales of its bands do not fit them</source>
        <translation>las escalas de sus bandas no encajan con ellas</translation>
    </message>
    <message>
        <source>the scene classification, over the area</source>
        <translation>la clasificación de la escena, sobre el área</translation>
    </message>
    <message>
        <source>the service answers {status}</source>
        <translation>el servicio responde {status}</translation>
    </message>
    <message>
        <source>the service does not have it</source>
        <translation>el servicio no lo tiene</translation>
    </message>
    <message>
        <source>the service has not answered for long</source>
        <translation>el servicio lleva mucho tiempo sin responder</translation>
    </message>
    <message>
        <source>the service is silent for {seconds:.0f} s</source>
        <translation>el servicio calla durante {seconds:.0f} s</translation>
    </message>
    <message>
        <source>the service refuses it: {text}</source>
        <translation>el servicio lo rechaza: {text}</translation>
    </message>
    <message>
        <source>the service sent a message in place of pixels</source>
        <translation>el servicio envió un mensaje en lugar de píxeles</translation>
    </message>
    <message>
        <source>the service sent an image that is damaged</source>
        <translation>el servicio envió una imagen dañada</translation>
    </message>
    <message>
        <source>the service sent no pixels</source>
        <translation>el servicio no envió píxeles</translation>
    </message>
    <message>
        <source>the service sent {width} x {height} pixels in place of {wanted_width} x {wanted_height}</source>
        <translation>el servicio envió {width} x {height} píxeles en lugar de {wanted_width} x {wanted_height}</translation>
    </message>
    <message>
        <source>the template</source>
        <translation>la plantilla</translation>
    </message>
    <message>
        <source>the tile layer</source>
        <translation>la capa de teselas</translation>
    </message>
    <message>
        <source>the tile lies inside</source>
        <translation>la tesela está dentro</translation>
    </message>
    <message>
        <source>the tile size</source>
        <translation>el tamaño de tesela</translation>
    </message>
    <message>
        <source>the tile touches the area</source>
        <translation>la tesela toca el área</translation>
    </message>
    <message>
        <source>the tile's centre lies inside</source>
        <translation>el centro de la tesela está dentro</translation>
    </message>
    <message>
        <source>the tiles</source>
        <translation>las teselas</translation>
    </message>
    <message>
        <source>the tiles of {name}</source>
        <translation>las teselas de {name}</translation>
    </message>
    <message>
        <source>the training layer</source>
        <translation>la capa de entrenamiento</translation>
    </message>
    <message>
        <source>their Unicode form</source>
        <translation>su forma Unicode</translation>
    </message>
    <message>
        <source>thumbnails</source>
        <translation>miniaturas</translation>
    </message>
    <message>
        <source>tile</source>
        <translation>tesela</translation>
    </message>
    <message>
        <source>tiles</source>
        <translation>teselas</translation>
    </message>
    <message>
        <source>tiles of {} {}</source>
        <translation>teselas de {} {}</translation>
    </message>
    <message>
        <source>tiles that overlap less</source>
        <translation>teselas que se solapen menos</translation>
    </message>
    <message>
        <source>time series</source>
        <translation>serie temporal</translation>
    </message>
    <message>
        <source>to interpret</source>
        <translation>por interpretar</translation>
    </message>
    <message>
        <source>too cloudy</source>
        <translation>demasiada nube</translation>
    </message>
    <message>
        <source>too few valid pixels</source>
        <translation>demasiado pocos píxeles válidos</translation>
    </message>
    <message>
        <source>too little coverage</source>
        <translation>cobertura insuficiente</translation>
    </message>
    <message>
        <source>too little inside the area of interest</source>
        <translation>demasiado poco dentro del área de interés</translation>
    </message>
    <message>
        <source>too near to another split</source>
        <translation>demasiado cerca de otra división</translation>
    </message>
    <message>
        <source>train</source>
        <translation>train</translation>
    </message>
    <message>
        <source>trained in {} s, classified in {} s</source>
        <translation>entrenado en {} s, clasificado en {} s</translation>
    </message>
    <message>
        <source>training</source>
        <translation>entrenamiento</translation>
    </message>
    <message>
        <source>training data</source>
        <translation>datos de entrenamiento</translation>
    </message>
    <message>
        <source>transition</source>
        <translation>transición</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>verdadero o falso</translation>
    </message>
    <message>
        <source>turned boxes</source>
        <translation>recuadros girados</translation>
    </message>
    <message>
        <source>union</source>
        <translation>unión</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <source>upright boxes</source>
        <translation>recuadros rectos</translation>
    </message>
    <message>
        <source>urban index</source>
        <translation>índice urbano</translation>
    </message>
    <message>
        <source>user's %</source>
        <translation>usuario %</translation>
    </message>
    <message>
        <source>validate</source>
        <translation>validar</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validación</translation>
    </message>
    <message>
        <source>values</source>
        <translation>valores</translation>
    </message>
    <message>
        <source>values such as {value:g}</source>
        <translation>valores como {value:g}</translation>
    </message>
    <message>
        <source>values {codes}</source>
        <translation>valores {codes}</translation>
    </message>
    <message>
        <source>verify</source>
        <translation>verificar</translation>
    </message>
    <message>
        <source>visible atmospherically resistant index</source>
        <translation>índice visible resistente a la atmósfera</translation>
    </message>
    <message>
        <source>voc</source>
        <translation>voc</translation>
    </message>
    <message>
        <source>weak labels</source>
        <translation>etiquetas débiles</translation>
    </message>
    <message>
        <source>webdataset</source>
        <translation>webdataset</translation>
    </message>
    <message>
        <source>what all rasters cover</source>
        <translation>lo que cubren todos los rásteres</translation>
    </message>
    <message>
        <source>what came has {found} bytes, and the catalogue tells of {size}</source>
        <translation>lo que llegó tiene {found} bytes, y el catálogo habla de {size}</translation>
    </message>
    <message>
        <source>what came is an empty archive</source>
        <translation>lo que llegó es un archivo comprimido vacío</translation>
    </message>
    <message>
        <source>what came is damaged</source>
        <translation>lo que llegó está dañado</translation>
    </message>
    <message>
        <source>what it says of its indices is not what it should be</source>
        <translation>lo que dice de sus índices no es lo que debería ser</translation>
    </message>
    <message>
        <source>what its type says</source>
        <translation>lo que dice su tipo</translation>
    </message>
    <message>
        <source>what the service answered is gone</source>
        <translation>lo que respondió el servicio ya no está</translation>
    </message>
    <message>
        <source>whole scenes</source>
        <translation>escenas enteras</translation>
    </message>
    <message>
        <source>workflow</source>
        <translation>flujo de trabajo</translation>
    </message>
    <message>
        <source>write bits such as 4, 8-9=3 or 8-9&gt;=2, separated by commas; or the kind of mask: {presets}</source>
        <translation>escriba bits como 4, 8-9=3 o 8-9&gt;=2, separados por comas; o el tipo de máscara: {presets}</translation>
    </message>
    <message>
        <source>write code=name pairs separated by commas, for example 10=tree,20=shrub, or range=name pairs, for example 0-19=low</source>
        <translation>escriba pares código=nombre separados por comas, por ejemplo 10=tree,20=shrub, o pares intervalo=nombre, por ejemplo 0-19=low</translation>
    </message>
    <message>
        <source>write numbers and names such as 1=water,2=forest</source>
        <translation>escriba números y nombres como 1=water,2=forest</translation>
    </message>
    <message>
        <source>write values and ranges separated by commas, for example 3,8-10; or the kind of mask: {presets}; or names of Sentinel-2 SCL classes, such as {first} or {second}</source>
        <translation>escriba valores e intervalos separados por comas, por ejemplo 3,8-10; o el tipo de máscara: {presets}; o nombres de clases SCL de Sentinel-2, como {first} o {second}</translation>
    </message>
    <message>
        <source>yolo</source>
        <translation>yolo</translation>
    </message>
    <message>
        <source>zarr</source>
        <translation>zarr</translation>
    </message>
    <message>
        <source>zip</source>
        <translation>zip</translation>
    </message>
    <message>
        <source>zip file</source>
        <translation>archivo zip</translation>
    </message>
    <message>
        <source>zonal histogram</source>
        <translation>histograma zonal</translation>
    </message>
    <message>
        <source>{:.5g} × {:.5g} m on the ground</source>
        <translation>{:.5g} × {:.5g} m en el terreno</translation>
    </message>
    <message>
        <source>{ANCHOR} is for upright grids; leave out {ANCHOR} or {other}.</source>
        <translation>{ANCHOR} es para cuadrículas sin girar; omita {ANCHOR} o {other}.</translation>
    </message>
    <message>
        <source>{ANCHOR} needs a raster; name one with {INPUT}. Without one, tile edges lie at multiples of the tile size.</source>
        <translation>{ANCHOR} necesita un ráster; indíquelo con {INPUT}. Sin él, los bordes de las teselas están en múltiplos del tamaño de tesela.</translation>
    </message>
    <message>
        <source>{ANGLE} is {angle:g}; it is a number of degrees.</source>
        <translation>{ANGLE} es {angle:g}; es un número de grados.</translation>
    </message>
    <message>
        <source>{AOI_NAME} names no country; write a name such as Luxembourg.</source>
        <translation>{AOI_NAME} no nombra ningún país; escriba un nombre como Luxembourg.</translation>
    </message>
    <message>
        <source>{AOI_NAME} {name:.60} is no country on the map of the world; did you mean {near}?</source>
        <translation>{AOI_NAME} {name:.60} no es ningún país del mapa del mundo; ¿quería decir {near}?</translation>
    </message>
    <message>
        <source>{AOI_NAME} {name:.60} is no country on the map of the world; write its English name or its code of two or three letters, such as {example}.</source>
        <translation>{AOI_NAME} {name:.60} no es ningún país del mapa del mundo; escriba su nombre en inglés o su código de dos o tres letras, como {example}.</translation>
    </message>
    <message>
        <source>{AOI_PREDICATE} is {predicate!r}; choose one of {area_predicates}.</source>
        <translation>{AOI_PREDICATE} es {predicate!r}; hay que elegir uno de estos: {area_predicates}.</translation>
    </message>
    <message>
        <source>{AOI_WKT} {path} holds no polygon; it must hold one POLYGON or MULTIPOLYGON in longitude and latitude.</source>
        <translation>{AOI_WKT} {path} no contiene ningún polígono; debe contener un POLYGON o MULTIPOLYGON en longitud y latitud.</translation>
    </message>
    <message>
        <source>{APPEND} adds tiles that are alike, and {name} is {value} where the dataset has {other}; give the same.</source>
        <translation>{APPEND} añade teselas iguales en todo, y {name} es {value} donde el conjunto de datos tiene {other}; indique lo mismo.</translation>
    </message>
    <message>
        <source>{APPEND} adds {SCENES}, and there are none; give {SCENES}.</source>
        <translation>{APPEND} añade {SCENES} y no hay ninguna; indique {SCENES}.</translation>
    </message>
    <message>
        <source>{APPEND} cannot tell whether these {SCENES} are drawn as those of the dataset; give the style of both as a {STYLE_FILE}.</source>
        <translation>{APPEND} no puede saber si estas {SCENES} se dibujan como las del conjunto de datos; indique el estilo de ambas como {STYLE_FILE}.</translation>
    </message>
    <message>
        <source>{APPEND} makes no pairs of new {SCENES} and those of the dataset; leave {PAIRS} out, or build one dataset of all {SCENES}.</source>
        <translation>{APPEND} no forma pares de nuevas {SCENES} con las del conjunto de datos; omita {PAIRS} o cree un conjunto de datos de todas las {SCENES}.</translation>
    </message>
    <message>
        <source>{APPEND} needs to know which tile is which, and {TILES} have no field {field}; make them with Create Tile Grid from the same {SCENES}.</source>
        <translation>{APPEND} necesita saber cuál es cada tesela y {TILES} no tienen el campo {field}; créelas con Crear cuadrícula de teselas a partir de las mismas {SCENES}.</translation>
    </message>
    <message>
        <source>{ASSET} is {asset!r}; write the id of an image or a collection, for example ESA/WorldCover/v200.</source>
        <translation>{ASSET} es {asset!r}; escriba el identificador de una imagen o de una colección, por ejemplo ESA/WorldCover/v200.</translation>
    </message>
    <message>
        <source>{ASSET} {asset} has no band {band}; it has {names}.</source>
        <translation>{ASSET} {asset} no tiene la banda {band}; tiene {names}.</translation>
    </message>
    <message>
        <source>{ASSET} {asset} is a single image; leave {START}, {END}, {COMPOSITE} and {MAX_CLOUD} out.</source>
        <translation>{ASSET} {asset} es una sola imagen; deje {START}, {END}, {COMPOSITE} y {MAX_CLOUD} sin indicar.</translation>
    </message>
    <message>
        <source>{ASSET} {asset} is neither an image nor a collection of images, but {kind}.</source>
        <translation>{ASSET} {asset} no es una imagen ni una colección de imágenes, sino {kind}.</translation>
    </message>
    <message>
        <source>{AUTHCFG} is {name}, which QGIS's authentication manager does not have, or cannot open; choose a configuration of Settings &gt; Options &gt; Authentication.</source>
        <translation>{AUTHCFG} es {name}, que el gestor de autenticación de QGIS no tiene, o no puede abrir; elija una configuración de Configuración &gt; Opciones &gt; Autenticación.</translation>
    </message>
    <message>
        <source>{BACKGROUND} is {background:.10g}, which does not fit 32 bits; give another.</source>
        <translation>{BACKGROUND} es {background:.10g}, que no cabe en 32 bits; indique otro.</translation>
    </message>
    <message>
        <source>{BACKGROUND} is {background:g}, but class numbers are whole; give a whole number.</source>
        <translation>{BACKGROUND} es {background:g}, pero los números de clase son enteros; indique un número entero.</translation>
    </message>
    <message>
        <source>{BACKGROUND} is {background:g}, which a polygon has as its value too; choose another one, or 0 for NaN.</source>
        <translation>{BACKGROUND} es {background:g}, que también es el valor de un polígono; elija otro, o 0 para NaN.</translation>
    </message>
    <message>
        <source>{BALANCE_SEED} is given and no tile is left out by it; give {MAX_PER_CLASS} or {EMPTY_TILES}, too.</source>
        <translation>Se indicó {BALANCE_SEED} y no descarta ninguna tesela; indique también {MAX_PER_CLASS} o {EMPTY_TILES}.</translation>
    </message>
    <message>
        <source>{BANDS} asks for band {band}, but {name} has {count} band; choose from 1 to {count}.</source>
        <translation>{BANDS} pide la banda {band}, pero {name} tiene {count} banda; elija de 1 a {count}.</translation>
    </message>
    <message>
        <source>{BANDS} asks for band {band}, but {name} has {count} bands; choose from 1 to {count}.</source>
        <translation>{BANDS} pide la banda {band}, pero {name} tiene {count} bandas; elija de 1 a {count}.</translation>
    </message>
    <message>
        <source>{BANDS} asks for band {band}, but {name} is read with {count} band ({bands}); choose from 1 to {count}, or name bands.</source>
        <translation>{BANDS} pide la banda {band}, pero {name} se lee con {count} banda ({bands}); elija de 1 a {count}, o nombre bandas.</translation>
    </message>
    <message>
        <source>{BANDS} asks for band {band}, but {name} is read with {count} bands ({bands}); choose from 1 to {count}, or name bands.</source>
        <translation>{BANDS} pide la banda {band}, pero {name} se lee con {count} bandas ({bands}); elija de 1 a {count}, o nombre bandas.</translation>
    </message>
    <message>
        <source>{BANDS} asks for {part}, which no image has; they have {known}.</source>
        <translation>{BANDS} pide {part}, que ninguna imagen tiene; tienen {known}.</translation>
    </message>
    <message>
        <source>{BANDS} asks for {part}, which the images lack; they have {names}.</source>
        <translation>{BANDS} pide {part}, que las imágenes no tienen; tienen {names}.</translation>
    </message>
    <message>
        <source>{BANDS} asks for {part}, which {name} lacks; it has {bands}.</source>
        <translation>{BANDS} pide {part}, que no está en {name}; tiene {bands}.</translation>
    </message>
    <message>
        <source>{BANDS} is {text!r}; write band numbers separated by commas, for example 3,2,1.</source>
        <translation>{BANDS} es {text!r}; escriba números de banda separados por comas; por ejemplo, 3,2,1.</translation>
    </message>
    <message>
        <source>{BANDS} names {band} twice; name it once.</source>
        <translation>{BANDS} nombra {band} dos veces; nómbrela una sola vez.</translation>
    </message>
    <message>
        <source>{BANDS} names {word}, which is not a band; choose among {bands} and TCI{note}.</source>
        <translation>{BANDS} nombra {word}, que no es una banda; elija entre {bands} y TCI{note}.</translation>
    </message>
    <message>
        <source>{BANDS}={wanted} counts the bands of each image, whose names have none in common.</source>
        <translation>{BANDS}={wanted} cuenta las bandas de cada imagen, ya que no tienen ningún nombre en común.</translation>
    </message>
    <message>
        <source>{BANDS}={wanted} leaves out {count} of {all} dates, whose images have no {names}: {dates}.</source>
        <translation>{BANDS}={wanted} descarta {count} de {all} fechas, cuyas imágenes no tienen {names}: {dates}.</translation>
    </message>
    <message>
        <source>{BANDS}={wanted} leaves out {count} of {all} products, which have none of them: {names}.</source>
        <translation>{BANDS}={wanted} descarta {count} de {all} productos, que no tienen ninguna de esas bandas: {names}.</translation>
    </message>
    <message>
        <source>{BAND_COUNT} is {count}; it must be at least 1.</source>
        <translation>{BAND_COUNT} es {count}; debe ser como mínimo 1.</translation>
    </message>
    <message>
        <source>{BAND_MEANINGS} calls band {band} {word}; choose from {meanings}.</source>
        <translation>En {BAND_MEANINGS} la banda {band} se llama {word}; elija entre {meanings}.</translation>
    </message>
    <message>
        <source>{BAND_MEANINGS} calls both band {one} and band {other} {meaning}; name one.</source>
        <translation>En {BAND_MEANINGS} tanto la banda {one} como la banda {other} se llaman {meaning}; nombre una.</translation>
    </message>
    <message>
        <source>{BAND_MEANINGS} is {text!r}; write numbers of bands and what they are, such as {example}.</source>
        <translation>{BAND_MEANINGS} es {text!r}; escriba números de bandas y lo que son, como {example}.</translation>
    </message>
    <message>
        <source>{BAND_MEANINGS} names band {band}, but {name} has {count} band.</source>
        <translation>{BAND_MEANINGS} nombra la banda {band}, pero {name} tiene {count} banda.</translation>
    </message>
    <message>
        <source>{BAND_MEANINGS} names band {band}, but {name} has {count} bands.</source>
        <translation>{BAND_MEANINGS} nombra la banda {band}, pero {name} tiene {count} bandas.</translation>
    </message>
    <message>
        <source>{BAND_MEANINGS} names band {band}, but {name} have {count} bands.</source>
        <translation>{BAND_MEANINGS} nombra la banda {band}, pero {name} tienen {count} bandas.</translation>
    </message>
    <message>
        <source>{BLACKEN} leaves objects and classes of the mask, and there are none; give {OBJECTS} or {MASK}, or leave it off.</source>
        <translation>{BLACKEN} deja los objetos y las clases de la máscara, y no hay ninguno; indique {OBJECTS} o {MASK}, o déjelo sin marcar.</translation>
    </message>
    <message>
        <source>{BLOCK_SIZE} is not given; blocks of {size:g} m are used, as in the dataset.</source>
        <translation>No se indica {BLOCK_SIZE}; se usan bloques de {size:g} m, como en el conjunto de datos.</translation>
    </message>
    <message>
        <source>{BLOCK_SIZE} is not given; blocks of {size:g} m are used.</source>
        <translation>No se ha indicado {BLOCK_SIZE}; se usan bloques de {size:g} m.</translation>
    </message>
    <message>
        <source>{BLOCK_SIZE} is {size:g} metres; it must be more than 0.</source>
        <translation>{BLOCK_SIZE} es de {size:g} metros; debe ser mayor que 0.</translation>
    </message>
    <message>
        <source>{BUFFER_AUTO} compared the labels of {count} tiles.</source>
        <translation>{BUFFER_AUTO} comparó las etiquetas de {count} teselas.</translation>
    </message>
    <message>
        <source>{BUFFER_AUTO} compares labels, and all tiles have the same; give {SPLIT_BUFFER} instead.</source>
        <translation>{BUFFER_AUTO} compara etiquetas y todas las teselas tienen la misma; indique {SPLIT_BUFFER} en su lugar.</translation>
    </message>
    <message>
        <source>{BUFFER_AUTO} compares the labels of at least {least_tiles} tiles, and there are {count}; give {SPLIT_BUFFER} instead.</source>
        <translation>{BUFFER_AUTO} compara las etiquetas de al menos {least_tiles} teselas y hay {count}; indique {SPLIT_BUFFER} en su lugar.</translation>
    </message>
    <message>
        <source>{BUFFER_AUTO} compares the labels of different places, and all tiles are at one; give {SPLIT_BUFFER} instead.</source>
        <translation>{BUFFER_AUTO} compara las etiquetas de lugares distintos, y todas las teselas están en uno solo; indique {SPLIT_BUFFER} en su lugar.</translation>
    </message>
    <message>
        <source>{BUFFER_AUTO} looks at how far labels are alike, so it needs the class of each tile; name it with {STRATIFY_FIELD}.</source>
        <translation>{BUFFER_AUTO} examina hasta qué distancia se parecen las etiquetas, así que necesita la clase de cada tesela; indíquela con {STRATIFY_FIELD}.</translation>
    </message>
    <message>
        <source>{BUFFER} in metres needs tiles with a coordinate system.</source>
        <translation>{BUFFER} en metros necesita teselas con un sistema de coordenadas.</translation>
    </message>
    <message>
        <source>{BUFFER} is {buffer:g} metres; it must be 0 or more.</source>
        <translation>{BUFFER} es de {buffer:g} metros; debe ser 0 o mayor.</translation>
    </message>
    <message>
        <source>{CATALOG} {layer} has no column {missing}; make it with Search Catalogue.</source>
        <translation>{CATALOG} {layer} no tiene la columna {missing}; créela con Buscar en un catálogo.</translation>
    </message>
    <message>
        <source>{CATALOG} {layer} has no image.</source>
        <translation>{CATALOG} {layer} no tiene ninguna imagen.</translation>
    </message>
    <message>
        <source>{CLASSES} asks for {count} clusters, but there are fewer different samples ({different}); choose fewer.</source>
        <translation>{CLASSES} pide {count} grupos, pero hay menos muestras distintas ({different}); elija menos.</translation>
    </message>
    <message>
        <source>{CLASSES} is {count}; it is a number from 2 to {max_classes}.</source>
        <translation>{CLASSES} es {count}; es un número de 2 a {max_classes}.</translation>
    </message>
    <message>
        <source>{CLASS_MAP} gives {code} two names, {first} and {second}; keep one.</source>
        <translation>{CLASS_MAP} da a {code} dos nombres, {first} y {second}; conserve uno.</translation>
    </message>
    <message>
        <source>{CLASS_MAP} has the range {range}, which ends before it begins; write the lesser number first.</source>
        <translation>{CLASS_MAP} tiene el intervalo {range}, que termina antes de empezar; escriba primero el número menor.</translation>
    </message>
    <message>
        <source>{CLASS_MAP} has the ranges {one} and {other}, which overlap; let each number lie in one of them.</source>
        <translation>{CLASS_MAP} tiene los intervalos {one} y {other}, que se solapan; haga que cada número esté en uno solo.</translation>
    </message>
    <message>
        <source>{CLASS_MAP} has {part!r}; {help}.</source>
        <translation>{CLASS_MAP} tiene {part!r}; {help}.</translation>
    </message>
    <message>
        <source>{CLASS_MAP} holds {part!r}; write pairs of a whole number and a class, separated by commas, for example 10=tree,20=shrub.</source>
        <translation>{CLASS_MAP} contiene {part!r}; escriba pares de un número entero y una clase, separados por comas; por ejemplo, 10=tree,20=shrub.</translation>
    </message>
    <message>
        <source>{CLASS_MAP} is given without classes; name {LABELS} or {LABEL_RASTER} as well.</source>
        <translation>Se ha indicado {CLASS_MAP} sin clases; hay que indicar también {LABELS} o {LABEL_RASTER}.</translation>
    </message>
    <message>
        <source>{CLASS_MAP} makes one class of several, {names}. Unless points had the same chance in all of them, name the raster that the points were drawn from as {STRATA}.</source>
        <translation>{CLASS_MAP} hace de varias clases una sola: {names}. A menos que los puntos tuvieran la misma probabilidad en todas ellas, indique en {STRATA} el ráster del que se sortearon los puntos.</translation>
    </message>
    <message>
        <source>{CLASS_MAP} names {keys}, which match nothing on the tiles.</source>
        <translation>{CLASS_MAP} nombra {keys}, que no corresponden a nada en las teselas.</translation>
    </message>
    <message>
        <source>{CLASS_MAP} names {keys}, which matches nothing on the tiles.</source>
        <translation>{CLASS_MAP} nombra {keys}, que no corresponde a nada en las teselas.</translation>
    </message>
    <message>
        <source>{CLASS_MAP} names {path}, but there is no such file.</source>
        <translation>{CLASS_MAP} indica {path}, pero no existe ese archivo.</translation>
    </message>
    <message>
        <source>{CLASS_MAP} {path} is not a legend; it needs the columns class_id, with whole numbers, and class.</source>
        <translation>{CLASS_MAP} {path} no es una leyenda; necesita las columnas class_id, con números enteros, y class.</translation>
    </message>
    <message>
        <source>{CLASS_ORDER} cannot be understood; write class names separated by commas, for example forest,urban,water.</source>
        <translation>{CLASS_ORDER} no se entiende; escriba nombres de clases separados por comas, por ejemplo bosque,ciudad,agua.</translation>
    </message>
    <message>
        <source>{CLASS_ORDER} is given, but there are no classes.</source>
        <translation>Se da {CLASS_ORDER}, pero no hay clases.</translation>
    </message>
    <message>
        <source>{CLASS_ORDER} names {name!r} twice; name each class once.</source>
        <translation>{CLASS_ORDER} nombra {name!r} dos veces; nombre cada clase una sola vez.</translation>
    </message>
    <message>
        <source>{CLASS_ORDER} names {unknown}, and no tile, object or mask is of these classes; the classes are: {known}.</source>
        <translation>{CLASS_ORDER} nombra {unknown}, y ninguna tesela, objeto ni máscara es de estas clases; las clases son: {known}.</translation>
    </message>
    <message>
        <source>{CLASS_ORDER} names {unknown}, and no tile, object or mask is of this class; the classes are: {known}.</source>
        <translation>{CLASS_ORDER} nombra {unknown}, y ninguna tesela, objeto ni máscara es de esta clase; las clases son: {known}.</translation>
    </message>
    <message>
        <source>{CLIP_TO_AOI} is for grids without a raster, because tiles of a raster are whole rectangles of pixels; leave it out.</source>
        <translation>{CLIP_TO_AOI} es para cuadrículas sin ráster, porque las teselas de un ráster son rectángulos de píxeles enteros; hay que quitarlo.</translation>
    </message>
    <message>
        <source>{CLOUD_BAND} and {MASKS} are both given; give one of them.</source>
        <translation>Se han indicado {CLOUD_BAND} y {MASKS}; hay que indicar solo uno de los dos.</translation>
    </message>
    <message>
        <source>{CLOUD_BAND} is for rasters; products bring their own classes.</source>
        <translation>{CLOUD_BAND} es para ráster; los productos traen sus propias clases.</translation>
    </message>
    <message>
        <source>{CODE} {path} fails: {kind}: {error}.</source>
        <translation>{CODE} {path} falla: {kind}: {error}.</translation>
    </message>
    <message>
        <source>{CODE} {path} gives no image.</source>
        <translation>{CODE} {path} no da ninguna imagen.</translation>
    </message>
    <message>
        <source>{CODE} {path} has neither a function get_ee_image() nor a class DatasetDefinition.</source>
        <translation>{CODE} {path} no tiene ni una función get_ee_image() ni una clase DatasetDefinition.</translation>
    </message>
    <message>
        <source>{CODE} {path} is not a Python file.</source>
        <translation>{CODE} {path} no es un archivo de Python.</translation>
    </message>
    <message>
        <source>{COUNT} is {count}, and {classes} classes with {least} points or more take {needed}; raise {COUNT}, or lower {MIN_PER_CLASS}.</source>
        <translation>{COUNT} es {count}, y {classes} clases con {least} puntos o más necesitan {needed}; suba {COUNT} o baje {MIN_PER_CLASS}.</translation>
    </message>
    <message>
        <source>{CREDENTIALS} {path} is not the key of a service account (a JSON file with project_id and private_key): {error}.</source>
        <translation>{CREDENTIALS} {path} no es la clave de una cuenta de servicio (un archivo JSON con project_id y private_key): {error}.</translation>
    </message>
    <message>
        <source>{CROP=BOX} needs features; name their layer with {CENTRES}.</source>
        <translation>{CROP=BOX} necesita entidades; indique su capa con {CENTRES}.</translation>
    </message>
    <message>
        <source>{CROP=BOX} needs polygons, and {layer} holds none; choose {CROP=SIZE}.</source>
        <translation>{CROP=BOX} necesita polígonos, y {layer} no tiene ninguno; elija {CROP=SIZE}.</translation>
    </message>
    <message>
        <source>{DATASETS} names {folder} more than once; name each dataset once.</source>
        <translation>{DATASETS} nombra {folder} más de una vez; indique cada conjunto de datos una sola vez.</translation>
    </message>
    <message>
        <source>{DATASETS} names {folder}, which is not a folder; name the folders of datasets.</source>
        <translation>{DATASETS} nombra {folder}, que no es una carpeta; indique las carpetas de los conjuntos de datos.</translation>
    </message>
    <message>
        <source>{DATE_TABLE} names {path}, but there is no such file.</source>
        <translation>{DATE_TABLE} indica {path}, pero no existe ese archivo.</translation>
    </message>
    <message>
        <source>{DATE_TABLE} {path} holds no name and date; write them in two columns.</source>
        <translation>{DATE_TABLE} {path} no contiene ningún nombre con fecha; hay que escribirlos en dos columnas.</translation>
    </message>
    <message>
        <source>{DATE} is {text!r}, which is no day; give one as 2024-07-15, or the first and the last as 2024-05-01/2024-09-30.</source>
        <translation>{DATE} es {text!r}, que no es un día; indique uno como 2024-07-15, o el primero y el último como 2024-05-01/2024-09-30.</translation>
    </message>
    <message>
        <source>{DATE} is {text!r}, whose last day is before its first.</source>
        <translation>{DATE} es {text!r}, cuyo último día es anterior al primero.</translation>
    </message>
    <message>
        <source>{DIFFERENCES=AS_FIRST} to treat all like {first}</source>
        <translation>{DIFFERENCES=AS_FIRST} para tratar todos como {first}</translation>
    </message>
    <message>
        <source>{DISTANCE} is {least_distance:g} metres; it must be 0 or more.</source>
        <translation>{DISTANCE} es de {least_distance:g} metros; debe ser 0 o mayor.</translation>
    </message>
    <message>
        <source>{EDGE=SHIFT} moves tiles away from the places that {ANCHOR} gives them; choose another {EDGE}, or leave out {ANCHOR}.</source>
        <translation>{EDGE=SHIFT} aparta las teselas de los lugares que {ANCHOR} les da; elija otro {EDGE} u omita {ANCHOR}.</translation>
    </message>
    <message>
        <source>{EDGE} is {edge!r}; choose one of {edges}.</source>
        <translation>{EDGE} es {edge!r}; hay que elegir uno de estos: {edges}.</translation>
    </message>
    <message>
        <source>{EDGE} is {edge}, and turned tiles can neither be cut nor moved at the raster's edge; choose {EDGE=DROP}, or leave out {ROTATION}.</source>
        <translation>{EDGE} es {edge}, y las teselas giradas no pueden cortarse ni moverse en el borde del ráster; elija {EDGE=DROP}, o quite {ROTATION}.</translation>
    </message>
    <message>
        <source>{EMPTY_SHARE} is used by {EMPTY_TILES=SHARE} alone; choose that, or leave the share empty.</source>
        <translation>{EMPTY_SHARE} solo se usa con {EMPTY_TILES=SHARE}; elija esa opción o deje la proporción vacía.</translation>
    </message>
    <message>
        <source>{EMPTY_SHARE} is {share:g}; it is a percentage from 0 to 100.</source>
        <translation>{EMPTY_SHARE} es {share:g}; es un porcentaje de 0 a 100.</translation>
    </message>
    <message>
        <source>{EMPTY_TILES=SHARE} needs a share; say with {EMPTY_SHARE} which percentage of each split may be without objects.</source>
        <translation>{EMPTY_TILES=SHARE} necesita una proporción; indique con {EMPTY_SHARE} qué porcentaje de cada división puede carecer de objetos.</translation>
    </message>
    <message>
        <source>{EMPTY_TILES} is about tiles without objects, and there are none; name their layer with {OBJECTS}, or choose {EMPTY_TILES=KEEP}.</source>
        <translation>{EMPTY_TILES} trata de teselas sin objetos y no se indicaron objetos; nombre su capa con {OBJECTS} o elija {EMPTY_TILES=KEEP}.</translation>
    </message>
    <message>
        <source>{EMPTY_TILES} is {value!r}; choose one of {choices}.</source>
        <translation>{EMPTY_TILES} es {value!r}; elija una de {choices}.</translation>
    </message>
    <message>
        <source>{END} {end} lies before {START} {start}; exchange them.</source>
        <translation>{END} {end} es anterior a {START} {start}; intercámbielos.</translation>
    </message>
    <message>
        <source>{EXPECTED_ACCURACY} has {part!r}; write a percentage from 0 to 100, and others of single classes behind it, for example 80,water=95.</source>
        <translation>{EXPECTED_ACCURACY} contiene {part!r}; escriba un porcentaje de 0 a 100 y detrás los de clases concretas, por ejemplo 80,agua=95.</translation>
    </message>
    <message>
        <source>{EXPECTED_ACCURACY} names the class {name!r}, which the map does not have; it has {names}.</source>
        <translation>{EXPECTED_ACCURACY} nombra la clase {name!r}, que el mapa no tiene; tiene {names}.</translation>
    </message>
    <message>
        <source>{EXPRESSION} is not the JSON of an Earth Engine object, as image.serialize() writes it, nor a file with one: {error}.</source>
        <translation>{EXPRESSION} no es el JSON de un objeto de Earth Engine, como lo escribe image.serialize(), ni un archivo que lo contenga: {error}.</translation>
    </message>
    <message>
        <source>{EXPRESSION} {path} is too large for an expression.</source>
        <translation>{EXPRESSION} {path} es demasiado grande para una expresión.</translation>
    </message>
    <message>
        <source>{EXTENT} has no area; choose another.</source>
        <translation>{EXTENT} no tiene superficie; elija otra.</translation>
    </message>
    <message>
        <source>{FILL} is {fill}, which pixels of the type {dtype} cannot hold; give another.</source>
        <translation>{FILL} es {fill}, un valor que los píxeles de tipo {dtype} no admiten; indique otro.</translation>
    </message>
    <message>
        <source>{FILL} is {fill}; it is an 8-bit value from 0 to 255.</source>
        <translation>{FILL} es {fill}; es un valor de 8 bits de 0 a 255.</translation>
    </message>
    <message>
        <source>{FILL}={fill} is not used: {SCALING=NONE} keeps the raster's own values, those of invalid pixels too.</source>
        <translation>{FILL}={fill} no se usa: {SCALING=NONE} conserva los valores propios del ráster, también los de los píxeles no válidos.</translation>
    </message>
    <message>
        <source>{FILTER} is {text!r}, where nothing stands between two commas; write names such as red,nir.</source>
        <translation>{FILTER} es {text!r}, donde no hay nada entre dos comas; escriba nombres como red,nir.</translation>
    </message>
    <message>
        <source>{FILTER} names {missing}, which none of the rasters is called; mend it, or leave it empty for all.</source>
        <translation>{FILTER} nombra {missing}, y ningún ráster se llama así; corríjalo o déjelo vacío para tomar todos.</translation>
    </message>
    <message>
        <source>{FLOAT=false} is for Sentinel-2 products, whose numbers stand for reflectances, and {name} is none; leave {FLOAT} as it is.</source>
        <translation>{FLOAT=false} es para productos Sentinel-2, cuyos números representan reflectancias, y {name} no lo es; deje {FLOAT} como está.</translation>
    </message>
    <message>
        <source>{FOLDER} and {SCENE_TABLE} are both given; give one of them.</source>
        <translation>Se dan {FOLDER} y {SCENE_TABLE} a la vez; dé solo uno.</translation>
    </message>
    <message>
        <source>{FOLDS} is 1, which leaves nothing to train on: nothing is measured.</source>
        <translation>{FOLDS} es 1 y no deja nada con que entrenar: no se mide nada.</translation>
    </message>
    <message>
        <source>{FORMAT} is {form!r}; choose one of {package_formats}.</source>
        <translation>{FORMAT} es {form!r}; hay que elegir uno de estos: {package_formats}.</translation>
    </message>
    <message>
        <source>{FORMAT} is {name!r}; choose one of {formats}.</source>
        <translation>{FORMAT} es {name!r}; hay que elegir uno de estos: {formats}.</translation>
    </message>
    <message>
        <source>{FORMAT} is {name!r}; choose one of {series_formats}.</source>
        <translation>{FORMAT} es {name!r}; hay que elegir uno de estos: {series_formats}.</translation>
    </message>
    <message>
        <source>{GRID_PART} is for dry runs; leave it out, or name the area with {AOI}.</source>
        <translation>{GRID_PART} es para simulaciones; omítalo o indique el área con {AOI}.</translation>
    </message>
    <message>
        <source>{GRID_PART} is {text!r}; write one part for each raster, with commas between them (parts: {found}, rasters: {count}).</source>
        <translation>{GRID_PART} es {text!r}; escriba una parte por ráster, separadas por comas (partes: {found}, rásteres: {count}).</translation>
    </message>
    <message>
        <source>{GRID_PART} is {text!r}; write the first and last row and column, such as r0-9c20-39.</source>
        <translation>{GRID_PART} es {text!r}; escriba la primera y la última fila y columna, como r0-9c20-39.</translation>
    </message>
    <message>
        <source>{INDICES} are decimals, and {FLOAT=false} keeps whole numbers; leave one of them as it is.</source>
        <translation>{INDICES} son decimales y {FLOAT=false} conserva números enteros; deje uno de los dos como está.</translation>
    </message>
    <message>
        <source>{INDICES} names {name}, which is not known; choose from {known}. Behind an index or what a band means stands _MEAN or _SD with an odd number from {least} to {most}, such as NDVI_SD5.</source>
        <translation>{INDICES} nombra {name}, que no se conoce; elija entre {known}. Detrás de un índice o de lo que significa una banda va _MEAN o _SD con un número impar de {least} a {most}, como NDVI_SD5.</translation>
    </message>
    <message>
        <source>{INPUT} and {CATALOG} are both given; give one of them.</source>
        <translation>Se dan {INPUT} y {CATALOG} a la vez; dé solo uno.</translation>
    </message>
    <message>
        <source>{INPUT} {folder} is no dataset: it has neither {manifest} nor {description}. Name the folder that Export Tiles, Build Dataset or Export Time Series wrote.</source>
        <translation>{INPUT} {folder} no es un conjunto de datos: no tiene ni {manifest} ni {description}. Indique la carpeta que hayan escrito Exportar teselas, Crear conjunto de datos o Exportar serie temporal.</translation>
    </message>
    <message>
        <source>{INPUT} {folder} is not a folder; name the folder of a dataset.</source>
        <translation>{INPUT} {folder} no es una carpeta; indique la carpeta de un conjunto de datos.</translation>
    </message>
    <message>
        <source>{INPUT} {table} has no column with names of products (one of {names}); it has {columns}.</source>
        <translation>{INPUT} {table} no tiene ninguna columna con nombres de productos (una de {names}); tiene {columns}.</translation>
    </message>
    <message>
        <source>{LABEL_EDITS} {layer} needs a text field named label with the class; it has {names}.</source>
        <translation>{LABEL_EDITS} {layer} necesita un campo de texto llamado label con la clase; tiene {names}.</translation>
    </message>
    <message>
        <source>{LABEL_FIELD} ({field}) and {LABEL} ({label}) are both given; give one of them.</source>
        <translation>Se han indicado {LABEL_FIELD} ({field}) y {LABEL} ({label}); hay que indicar solo uno de los dos.</translation>
    </message>
    <message>
        <source>{LABEL_FIELD} ({label}) and {LABELS_FIELD} ({labels}) are both given; give one of them.</source>
        <translation>Se indicaron {LABEL_FIELD} ({label}) y {LABELS_FIELD} ({labels}); indique solo uno de los dos.</translation>
    </message>
    <message>
        <source>{LABEL_RASTER} and {LABELS} are both given; give one of them.</source>
        <translation>Se han indicado {LABEL_RASTER} y {LABELS}; hay que indicar solo uno de los dos.</translation>
    </message>
    <message>
        <source>{LABEL_RASTER} {raster} has more than {count} values; give a raster of classes, with a number for each.</source>
        <translation>{LABEL_RASTER} {raster} tiene más de {count} valores; indique un ráster de clases, con un número para cada una.</translation>
    </message>
    <message>
        <source>{LABEL_RASTER} {raster} has no value: all its pixels are nodata.</source>
        <translation>{LABEL_RASTER} {raster} no tiene ningún valor: todos sus píxeles son sin datos.</translation>
    </message>
    <message>
        <source>{LAYER} is not a layer that the Google Earth Engine plugin has added; choose one, or give {SOURCE} or {ASSET}.</source>
        <translation>{LAYER} no es una capa añadida por el complemento Google Earth Engine; elija una, o indique {SOURCE} o {ASSET}.</translation>
    </message>
    <message>
        <source>{LAYOUT} is {name!r}; choose one of {layouts}.</source>
        <translation>{LAYOUT} es {name!r}; elija uno de {layouts}.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} cannot keep the class name {name}: ultralytics takes names that begin with n0 for codes of ImageNet and shows others; rename the class.</source>
        <translation>{LAYOUT} {layout} no puede conservar el nombre de clase {name}: ultralytics toma los nombres que empiezan por n0 por códigos de ImageNet y muestra otros; cambie el nombre de la clase.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} cannot mark small pieces; choose {SMALL_PIECES=DROP}.</source>
        <translation>{LAYOUT} {layout} no puede marcar trozos pequeños; elija {SMALL_PIECES=DROP}.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} does not take {FORMAT} {format}; choose one of {formats}.</source>
        <translation>{LAYOUT} {layout} no admite {FORMAT} {format}; elija uno de {formats}.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} does not take {SHAPE} {shape}; choose {shapes}.</source>
        <translation>{LAYOUT} {layout} no admite {SHAPE} {shape}; elija {shapes}.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} has a place for {MASK} or {OBJECTS}, and not for both; leave one out.</source>
        <translation>{LAYOUT} {layout} admite {MASK} u {OBJECTS}, pero no ambos; quite uno de los dos.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} has no place for several classes of a tile; choose one of {layouts}.</source>
        <translation>{LAYOUT} {layout} no tiene sitio para varias clases por tesela; elija una de {layouts}.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} has no place for {MASK}; choose another layout.</source>
        <translation>{LAYOUT} {layout} no tiene lugar para {MASK}; elija otra organización.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} has no place for {OBJECTS}; choose another layout.</source>
        <translation>{LAYOUT} {layout} no tiene lugar para {OBJECTS}; elija otra organización.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} has no place for {name}; choose one of {layouts}.</source>
        <translation>{LAYOUT} {layout} no tiene sitio para {name}; elija una de {layouts}.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} has one place for {VALUE_FIELD} and {LABEL_FIELD}; give one of them, or choose another layout.</source>
        <translation>{LAYOUT} {layout} tiene un solo sitio para {VALUE_FIELD} y {LABEL_FIELD}; indique uno de los dos o elija otra disposición.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} needs labels, objects or masks; label the tiles, or give {OBJECTS} or {MASK}.</source>
        <translation>{LAYOUT} {layout} necesita etiquetas, objetos o máscaras; etiquete las teselas o indique {OBJECTS} o {MASK}.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} needs masks; give {MASK}.</source>
        <translation>{LAYOUT} {layout} necesita máscaras; indique {MASK}.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} needs objects or masks; give {OBJECTS} or {MASK}.</source>
        <translation>{LAYOUT} {layout} necesita objetos o máscaras; indique {OBJECTS} o {MASK}.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} needs objects; give {OBJECTS}.</source>
        <translation>{LAYOUT} {layout} necesita objetos; indique {OBJECTS}.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} needs tiles in the splits train and val, and {split} has none; split the tiles so that each gets a share.</source>
        <translation>{LAYOUT} {layout} necesita teselas en las divisiones train y val, y {split} no tiene ninguna; reparta las teselas de modo que a cada una le toque una parte.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} takes 8-bit values, as the programs that read it do, and the tiles have {dtype}; choose a {SCALING} other than NONE.</source>
        <translation>{LAYOUT} {layout} admite valores de 8 bits, como los programas que lo leen, y las teselas tienen {dtype}; elija en {SCALING} un valor que no sea NONE.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} takes images of 1 or 3 bands and {count} are exported; choose some, for example {BANDS=3,2,1}.</source>
        <translation>{LAYOUT} {layout} admite imágenes de 1 o 3 bandas y se exportan {count}; elija algunas, por ejemplo {BANDS=3,2,1}.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} takes tiles of at least {least} pixels and the smallest has {smallest}; make larger tiles, or choose {EDGE=DROP}.</source>
        <translation>{LAYOUT} {layout} admite teselas de al menos {least} píxeles y la menor tiene {smallest}; haga teselas mayores o elija {EDGE=DROP}.</translation>
    </message>
    <message>
        <source>{LAYOUT} {layout} writes the classes of a tile with commas between them, and {name!r} has one itself; rename that class.</source>
        <translation>{LAYOUT} {layout} escribe las clases de una tesela con comas entre ellas, y {name!r} contiene una; cambie el nombre de esa clase.</translation>
    </message>
    <message>
        <source>{LEGEND} gives {name!r} the number {number}; numbers run from 1 to {max_class_id}, and 0 means no class.</source>
        <translation>{LEGEND} da a {name!r} el número {number}; los números van de 1 a {max_class_id}, y 0 significa sin clase.</translation>
    </message>
    <message>
        <source>{LEGEND} has both {ids}={other} and {number}={name}; each number and each name may stand there once.</source>
        <translation>{LEGEND} tiene tanto {ids}={other} como {number}={name}; cada número y cada nombre solo puede aparecer una vez.</translation>
    </message>
    <message>
        <source>{LEGEND} has no number for {missing}; it has {ids}. Add it, or leave {LEGEND} empty.</source>
        <translation>{LEGEND} no tiene ningún número para {missing}; tiene {ids}. Añádalo o deje {LEGEND} vacío.</translation>
    </message>
    <message>
        <source>{LEGEND} has {part!r}, which cannot be understood; {help}.</source>
        <translation>{LEGEND} tiene {part!r}, que no se entiende; {help}.</translation>
    </message>
    <message>
        <source>{LEGEND} is not a list of classes that can be understood; {help}, or what another run returned as {LEGEND}.</source>
        <translation>{LEGEND} no es una lista de clases que se entienda; {help}, o lo que otra ejecución devolvió como {LEGEND}.</translation>
    </message>
    <message>
        <source>{MASKS} and {SCENE_TABLE} are both given; name the mask of each image in the column cloud_mask of the table.</source>
        <translation>Se dan {MASKS} y {SCENE_TABLE} a la vez; indique la máscara de cada imagen en la columna cloud_mask de la tabla.</translation>
    </message>
    <message>
        <source>{MASK_FIELD} ({field}) and {MASK_LABEL} ({label}) are both given; give one of them.</source>
        <translation>Se han indicado {MASK_FIELD} ({field}) y {MASK_LABEL} ({label}); hay que indicar solo uno de los dos.</translation>
    </message>
    <message>
        <source>{MASK_SOURCE} is {name}; give one of {sources}, or the id of an asset.</source>
        <translation>{MASK_SOURCE} es {name}; indique uno de {sources}, o el identificador de un recurso.</translation>
    </message>
    <message>
        <source>{MASK_SOURCE} {name} has no classes; give one of {sources}.</source>
        <translation>{MASK_SOURCE} {name} no tiene clases; indique uno de {sources}.</translation>
    </message>
    <message>
        <source>{MASK_SOURCE} {name} is an asset whose classes nobody knows; name its values with {CLASS_MAP}, for example 1=water,2=forest.</source>
        <translation>{MASK_SOURCE} {name} es un recurso cuyas clases nadie conoce; nombre sus valores con {CLASS_MAP}, por ejemplo 1=water,2=forest.</translation>
    </message>
    <message>
        <source>{MASK} has the class number {wrong}, but {too_many}; give other numbers with the class map.</source>
        <translation>{MASK} tiene el número de clase {wrong}, pero {too_many}; dé otros números en las clases de la máscara.</translation>
    </message>
    <message>
        <source>{MASK} has {count} classes, but {too_many}; leave some out.</source>
        <translation>{MASK} tiene {count} clases, pero {too_many}; prescinda de algunas.</translation>
    </message>
    <message>
        <source>{MASK} holds the class number {number}, but {too_many}; name up to {most_classes} classes with the class map, for example {number}=forest.</source>
        <translation>{MASK} contiene el número de clase {number}, pero {too_many}; nombre hasta {most_classes} clases en las clases de la máscara, por ejemplo {number}=forest.</translation>
    </message>
    <message>
        <source>{MASK} needs classes, and its field holds measured values; name another {MASK_FIELD}.</source>
        <translation>{MASK} necesita clases y su campo contiene valores medidos; indique otro {MASK_FIELD}.</translation>
    </message>
    <message>
        <source>{MASK} polygons lie on the raster's pixels, and {RESAMPLING} makes others; turn them into a raster with Rasterize Labels, and give that as {MASK}.</source>
        <translation>Los polígonos de {MASK} están sobre los píxeles del ráster, y {RESAMPLING} hace otros; conviértalos en un ráster con Rasterizar etiquetas e indíquelo como {MASK}.</translation>
    </message>
    <message>
        <source>{MASK} {name} has {count} bands; the classes are taken from the first. If they stand in another one, save that band alone.</source>
        <translation>{MASK} {name} tiene {count} bandas; las clases se toman de la primera. Si están en otra, guarde solo esa banda.</translation>
    </message>
    <message>
        <source>{MASK} {name} holds decimals such as {odd:g} and no classes; give a class raster, or polygons.</source>
        <translation>{MASK} {name} contiene decimales como {odd:g} y no clases; indique un ráster de clases o polígonos.</translation>
    </message>
    <message>
        <source>{MAX_CLOUD} is {max_cloud:g}; it is a percentage from 0 to 100.</source>
        <translation>{MAX_CLOUD} es {max_cloud:g}; es un porcentaje de 0 a 100.</translation>
    </message>
    <message>
        <source>{MAX_PER_CLASS} is given, and the tiles have no classes; give them some, or leave it empty.</source>
        <translation>Se indicó {MAX_PER_CLASS}, pero las teselas no tienen clases; asígneles alguna o deje el valor vacío.</translation>
    </message>
    <message>
        <source>{MAX_PER_CLASS} is {count}; it must be at least 1.</source>
        <translation>{MAX_PER_CLASS} es {count}; debe ser al menos 1.</translation>
    </message>
    <message>
        <source>{MAX_PER_CLASS} is {max_per_class}; it must be 1 or more, or empty for all.</source>
        <translation>{MAX_PER_CLASS} es {max_per_class}; debe ser 1 o mayor, o quedar vacío para tomarlos todos.</translation>
    </message>
    <message>
        <source>{MAX_SIZE} is {max_size:g} metres; it must be more than 0.</source>
        <translation>{MAX_SIZE} es de {max_size:g} metros; debe ser mayor que 0.</translation>
    </message>
    <message>
        <source>{MAX_SIZE} of {max_size:g} m cuts the rectangle around the area into {count} tiles or more, which takes minutes; a larger one makes fewer.</source>
        <translation>{MAX_SIZE} de {max_size:g} m corta el rectángulo que rodea el área en {count} teselas o más, lo que tarda minutos; uno mayor hace menos.</translation>
    </message>
    <message>
        <source>{MAX_SIZE} of {max_size:g} m would cut the area into more than {count} tiles; choose a larger one.</source>
        <translation>{MAX_SIZE} de {max_size:g} m cortaría el área en más de {count} teselas; elija un valor mayor.</translation>
    </message>
    <message>
        <source>{METADATA=NONE} stands beside {names}; give one or the other.</source>
        <translation>{METADATA=NONE} aparece junto a {names}; indique lo uno o lo otro.</translation>
    </message>
    <message>
        <source>{METADATA=STAC} needs to know when the raster was taken; give {DATE}, for example 2024-07-15, or 2024-05-01/2024-09-30.</source>
        <translation>{METADATA=STAC} necesita saber cuándo se tomó el ráster; indique {DATE}, por ejemplo 2024-07-15, o 2024-05-01/2024-09-30.</translation>
    </message>
    <message>
        <source>{METADATA=STAC} tells where tiles lie, and nothing leads from the coordinate system of {name} to longitude and latitude; give the raster its true one, or leave STAC out.</source>
        <translation>{METADATA=STAC} indica dónde están las teselas, y nada lleva del sistema de coordenadas de {name} a longitud y latitud; dé al ráster el verdadero u omita STAC.</translation>
    </message>
    <message>
        <source>{METADATA=TDML} tells of labels, and the tiles have none; label the tiles, or give {OBJECTS} or {MASK}.</source>
        <translation>{METADATA=TDML} informa de etiquetas, y las teselas no tienen ninguna; etiquete las teselas, o indique {OBJECTS} o {MASK}.</translation>
    </message>
    <message>
        <source>{METERS_PER_PIXEL} is {metres:g}; it must be more than 0.</source>
        <translation>{METERS_PER_PIXEL} es {metres:g}; debe ser mayor que 0.</translation>
    </message>
    <message>
        <source>{METERS_PER_PIXEL} is {metres_per_pixel:g}; it must be more than 0.</source>
        <translation>{METERS_PER_PIXEL} es {metres_per_pixel:g}; debe ser mayor que 0.</translation>
    </message>
    <message>
        <source>{METHOD} is {method!r}; choose one of {methods}.</source>
        <translation>{METHOD} es {method!r}; hay que elegir uno de estos: {methods}.</translation>
    </message>
    <message>
        <source>{MIN_CERTAINTY} is {min_certainty:g}; it is a percentage from 0 to 100.</source>
        <translation>{MIN_CERTAINTY} es {min_certainty:g}; es un porcentaje de 0 a 100.</translation>
    </message>
    <message>
        <source>{MIN_COVERAGE} is used by {RULE=COVERAGE} only.</source>
        <translation>{MIN_COVERAGE} solo se usa con {RULE=COVERAGE}.</translation>
    </message>
    <message>
        <source>{MIN_COVERAGE} is {min_coverage:g}; it is a percentage above 0, at most 100.</source>
        <translation>{MIN_COVERAGE} es {min_coverage:g}; es un porcentaje mayor que 0 y de 100 como máximo.</translation>
    </message>
    <message>
        <source>{MIN_COVERAGE} is {min_coverage:g}; it is a percentage from 0 to 100.</source>
        <translation>{MIN_COVERAGE} es {min_coverage:g}; es un porcentaje de 0 a 100.</translation>
    </message>
    <message>
        <source>{MIN_COVERAGE} is {percent:g}; it is a percentage from 0 to 100.</source>
        <translation>{MIN_COVERAGE} es {percent:g}; es un porcentaje de 0 a 100.</translation>
    </message>
    <message>
        <source>{MIN_DISTANCE} is {distance:g}; it cannot be negative.</source>
        <translation>{MIN_DISTANCE} es {distance:g}; no puede ser negativo.</translation>
    </message>
    <message>
        <source>{MIN_OBJECT_PIXELS} is {value:g}; it must not be less than 0.</source>
        <translation>{MIN_OBJECT_PIXELS} es {value:g}; no debe ser menor que 0.</translation>
    </message>
    <message>
        <source>{MIN_SHARE} is {min_share:g}; it is a percentage from 0 to 100.</source>
        <translation>{MIN_SHARE} es {min_share:g}; es un porcentaje de 0 a 100.</translation>
    </message>
    <message>
        <source>{MIN_VALID} counts whole pixels, which turned tiles do not have; leave out {MIN_VALID} or {ROTATION}.</source>
        <translation>{MIN_VALID} cuenta píxeles enteros, que las teselas giradas no tienen; quite {MIN_VALID} o {ROTATION}.</translation>
    </message>
    <message>
        <source>{MIN_VALID} is {min_valid:g}; it is a percentage from 0 to 100.</source>
        <translation>{MIN_VALID} es {min_valid:g}; es un porcentaje de 0 a 100.</translation>
    </message>
    <message>
        <source>{MIN_VALID} looks at every pixel of the area, and {name} is a service, which is asked for pixels of tiles alone; leave {MIN_VALID} at 0.</source>
        <translation>{MIN_VALID} mira cada píxel del área y {name} es un servicio, al que solo se piden los píxeles de las teselas; deje {MIN_VALID} en 0.</translation>
    </message>
    <message>
        <source>{MIN_VALID} needs a raster; name one with {INPUT}.</source>
        <translation>{MIN_VALID} necesita un ráster; se indica con {INPUT}.</translation>
    </message>
    <message>
        <source>{MIN_VISIBLE} is {value:g}; it is a percentage from 0 to 100.</source>
        <translation>{MIN_VISIBLE} es {value:g}; es un porcentaje de 0 a 100.</translation>
    </message>
    <message>
        <source>{MODEL_SIZE} is {asked}, but {MODEL} {name} takes images of {size} pixels; leave {MODEL_SIZE} empty.</source>
        <translation>{MODEL_SIZE} es {asked}, pero {MODEL} {name} toma imágenes de {size} píxeles; deje {MODEL_SIZE} vacío.</translation>
    </message>
    <message>
        <source>{MODEL} needs the Python package onnxruntime, which is not installed: run 'python3 -m pip install onnxruntime' in QGIS's Python, or leave {MODEL} empty.</source>
        <translation>{MODEL} necesita el paquete de Python onnxruntime, que no está instalado: ejecute 'python3 -m pip install onnxruntime' en el Python de QGIS, o deje {MODEL} vacío.</translation>
    </message>
    <message>
        <source>{MODEL} {name} does not take one image of float values; its inputs are {told}.</source>
        <translation>{MODEL} {name} no toma una imagen de valores reales; sus entradas son {told}.</translation>
    </message>
    <message>
        <source>{MODEL} {name} fails on a tile of {size} x {size} pixels: {why}.</source>
        <translation>{MODEL} {name} falla con una tesela de {size} x {size} píxeles: {why}.</translation>
    </message>
    <message>
        <source>{MODEL} {name} gives values that are not finite; choose another {MODEL_SCALING}.</source>
        <translation>{MODEL} {name} da valores que no son finitos; elija otro {MODEL_SCALING}.</translation>
    </message>
    <message>
        <source>{MODEL} {name} takes images of {size} pixels, and tiles become square.</source>
        <translation>{MODEL} {name} toma imágenes de {size} píxeles, y las teselas se vuelven cuadradas.</translation>
    </message>
    <message>
        <source>{MODEL} {name} takes images of {wanted} bands, and the tiles have {count}.</source>
        <translation>{MODEL} {name} toma imágenes de {wanted} bandas, y las teselas tienen {count}.</translation>
    </message>
    <message>
        <source>{MODEL} {path} cannot be opened as an ONNX model: {why}.</source>
        <translation>{MODEL} {path} no se puede abrir como modelo ONNX: {why}.</translation>
    </message>
    <message>
        <source>{NAMES} holds {count} name, but the number of bands is {bands}; give one per band.</source>
        <translation>{NAMES} contiene {count} nombre, pero el número de bandas es {bands}; hay que dar uno por banda.</translation>
    </message>
    <message>
        <source>{NAMES} holds {count} names, but the number of bands is {bands}; give one per band.</source>
        <translation>{NAMES} contiene {count} nombres, pero el número de bandas es {bands}; hay que dar uno por banda.</translation>
    </message>
    <message>
        <source>{NAMES} names {word}, which is neither a Sentinel-2 product, such as S2A_MSIL2A_20220413T105631_N0400_R094_T31TCJ_20220413T170958, nor the id of one.</source>
        <translation>{NAMES} nombra {word}, que no es ni un producto de Sentinel-2, como S2A_MSIL2A_20220413T105631_N0400_R094_T31TCJ_20220413T170958, ni el identificador de uno.</translation>
    </message>
    <message>
        <source>{NEIGHBOURS} is {neighbours}, and there are {count} samples to learn from; choose fewer.</source>
        <translation>{NEIGHBOURS} es {neighbours}, y hay {count} muestras de las que aprender; elija menos.</translation>
    </message>
    <message>
        <source>{OBJECTS} are kept in this program, where the workers of a {SCHEDULER} do not see them; leave {BLACKEN} off, or work without {SCHEDULER}.</source>
        <translation>{OBJECTS} se guardan en este programa, donde los trabajadores de un {SCHEDULER} no los ven; deje {BLACKEN} sin marcar o trabaje sin {SCHEDULER}.</translation>
    </message>
    <message>
        <source>{OBJECTS} {layer} holds {shapes}, which cover no ground; say with {OBJECT_BUFFER} how many metres around them belong to an object.</source>
        <translation>{OBJECTS} {layer} contiene {shapes}, que no cubren terreno; indique con {OBJECT_BUFFER} cuántos metros a su alrededor pertenecen a un objeto.</translation>
    </message>
    <message>
        <source>{OBJECT_FIELD} ({field}) and {OBJECT_LABEL} ({label}) are both given; give one of them.</source>
        <translation>Se indican a la vez {OBJECT_FIELD} ({field}) y {OBJECT_LABEL} ({label}); indique uno de ellos.</translation>
    </message>
    <message>
        <source>{OUTPUT_FOLDER} is for several rasters; give {OUTPUT} for one {RASTER}.</source>
        <translation>{OUTPUT_FOLDER} es para varios ráster; indique {OUTPUT} para un solo {RASTER}.</translation>
    </message>
    <message>
        <source>{OUTPUT} is empty; name a folder, or choose {DRY_RUN}.</source>
        <translation>{OUTPUT} está vacío; indique una carpeta o elija {DRY_RUN}.</translation>
    </message>
    <message>
        <source>{OUTPUT} {folder} is a file; name a folder.</source>
        <translation>{OUTPUT} {folder} es un archivo; indique una carpeta.</translation>
    </message>
    <message>
        <source>{OUTPUT} {output} lies in the dataset {folder}; choose a folder outside of it.</source>
        <translation>{OUTPUT} {output} está dentro del conjunto de datos {folder}; elija una carpeta fuera de él.</translation>
    </message>
    <message>
        <source>{OUTPUT} {target} is the name of a ZIP; shards need a folder.</source>
        <translation>{OUTPUT} {target} es el nombre de un ZIP; los fragmentos necesitan una carpeta.</translation>
    </message>
    <message>
        <source>{OVERLAP} is for grids, and tiles around features lie where these are; leave out {OVERLAP} or {CENTRES}.</source>
        <translation>{OVERLAP} es para cuadrículas, y las teselas en torno a entidades están donde están estas; quite {OVERLAP} o {CENTRES}.</translation>
    </message>
    <message>
        <source>{OVERLAP} is in pixels; say how large they are with {RESOLUTION}, in metres.</source>
        <translation>{OVERLAP} está en píxeles; hay que indicar su tamaño con {RESOLUTION}, en metros.</translation>
    </message>
    <message>
        <source>{OVERLAP} is {overlap} pixels and a tile only {tile}; make {OVERLAP} smaller than that.</source>
        <translation>{OVERLAP} es de {overlap} píxeles y una tesela, de solo {tile}; haga {OVERLAP} menor que eso.</translation>
    </message>
    <message>
        <source>{OVERLAP} is {overlap} pixels and a tile {size}; make {OVERLAP} smaller than that.</source>
        <translation>{OVERLAP} es de {overlap} píxeles y una tesela de {size}; haga {OVERLAP} menor.</translation>
    </message>
    <message>
        <source>{OVERLAP} is {overlap} pixels, a gap beyond which no second tile fits on a raster of {width} x {height} pixels; make the gap narrower.</source>
        <translation>{OVERLAP} es de {overlap} píxeles, una separación tras la cual no cabe una segunda tesela en un ráster de {width} x {height} píxeles; reduzca la separación.</translation>
    </message>
    <message>
        <source>{OVERLAP} is {overlap} pixels, and the whole area of interest lies in the gap between two tiles; make the gap narrower.</source>
        <translation>{OVERLAP} es de {overlap} píxeles, y toda el área de interés queda en la separación entre dos teselas; reduzca la separación.</translation>
    </message>
    <message>
        <source>{PAIRS} and {RASTER2} exclude each other; leave one of them out.</source>
        <translation>{PAIRS} y {RASTER2} se excluyen; omita uno de ellos.</translation>
    </message>
    <message>
        <source>{PAIRS} makes pairs of {SCENES}, and there are none; give {SCENES} of several dates, or name the second image with {RASTER2}.</source>
        <translation>{PAIRS} forma pares de {SCENES} y no hay ninguna; indique {SCENES} de varias fechas o nombre la segunda imagen con {RASTER2}.</translation>
    </message>
    <message>
        <source>{PAIRS} needs scenes of two dates, and all are of {date}; add later ones to {SCENES}.</source>
        <translation>{PAIRS} necesita escenas de dos fechas y todas son del {date}; añada otras posteriores a {SCENES}.</translation>
    </message>
    <message>
        <source>{PAIRS} puts scenes in the order of their dates, and nothing tells those of {names}; give them in a column date of {SCENE_TABLE}.</source>
        <translation>{PAIRS} ordena las escenas por sus fechas y nada indica las de {names}; indíquelas en una columna date de {SCENE_TABLE}.</translation>
    </message>
    <message>
        <source>{PIXELS} and {METERS_PER_PIXEL} exclude each other; give one of them.</source>
        <translation>{PIXELS} y {METERS_PER_PIXEL} se excluyen entre sí; indique solo uno de los dos.</translation>
    </message>
    <message>
        <source>{PIXELS} is {pixels}; it must be at least 1.</source>
        <translation>{PIXELS} es {pixels}; debe ser como mínimo 1.</translation>
    </message>
    <message>
        <source>{PIXELS} is {text!r}; write one number, or width and height as 100,80.</source>
        <translation>{PIXELS} es {text!r}; escriba un número, o ancho y alto como 100,80.</translation>
    </message>
    <message>
        <source>{PREDICATE=CENTROID} is for polygons; with a class raster choose LARGEST, COVERAGE or WITHIN.</source>
        <translation>{PREDICATE=CENTROID} es para polígonos; con un ráster de clases, elija LARGEST, COVERAGE o WITHIN.</translation>
    </message>
    <message>
        <source>{PREDICATE} is {predicate!r}; choose one of {predicates}.</source>
        <translation>{PREDICATE} es {predicate!r}; hay que elegir uno de estos: {predicates}.</translation>
    </message>
    <message>
        <source>{PROBABILITIES_FOLDER} is for several rasters; give {PROBABILITIES} for one {RASTER}.</source>
        <translation>{PROBABILITIES_FOLDER} es para varios rásteres; indique {PROBABILITIES} para un {RASTER}.</translation>
    </message>
    <message>
        <source>{PROBABILITIES} is written of one {RASTER} alone; give {PROBABILITIES_FOLDER} for those of several.</source>
        <translation>{PROBABILITIES} se escribe de un solo {RASTER}; indique {PROBABILITIES_FOLDER} para las de varios.</translation>
    </message>
    <message>
        <source>{PROJECT} is {project!r}; write the id of a Cloud project, for example my-project-123456, and not its title.</source>
        <translation>{PROJECT} es {project!r}; escriba el identificador de un proyecto de Cloud, por ejemplo mi-proyecto-123456, y no su título.</translation>
    </message>
    <message>
        <source>{PYTHON} {python} cannot be run: {error}. Name the program of a Python, such as bin/python of an environment.</source>
        <translation>{PYTHON} {python} no se puede ejecutar: {error}. Indique el programa de un Python, como bin/python de un entorno.</translation>
    </message>
    <message>
        <source>{PYTHON} {python} cannot be used: {reason}. Name a Python 3.9 or later.</source>
        <translation>{PYTHON} {python} no se puede usar: {reason}. Indique un Python 3.9 o posterior.</translation>
    </message>
    <message>
        <source>{QUALITY} is {quality}; choose from 1 to 100.</source>
        <translation>{QUALITY} es {quality}; elija de 1 a 100.</translation>
    </message>
    <message>
        <source>{QUANTIFICATION} is {quantification:g}; it must be above 0, often 10000.</source>
        <translation>{QUANTIFICATION} es {quantification:g}; debe ser mayor que 0, a menudo 10000.</translation>
    </message>
    <message>
        <source>{RASTER2} {name} and {RASTER} {other} differ in their number of bands ({count} and {wanted}); name the same ones with {BANDS}.</source>
        <translation>{RASTER2} {name} y {RASTER} {other} difieren en el número de bandas ({count} y {wanted}); nombre las mismas con {BANDS}.</translation>
    </message>
    <message>
        <source>{RATIOS} and {DISTANCES} are of polygons, of which there are none here.</source>
        <translation>{RATIOS} y {DISTANCES} son de polígonos, y aquí no hay ninguno.</translation>
    </message>
    <message>
        <source>{README_FILE} {readme} is not a text file; name one that ends in .md, .rst or .txt.</source>
        <translation>{README_FILE} {readme} no es un archivo de texto; indique uno que termine en .md, .rst o .txt.</translation>
    </message>
    <message>
        <source>{REFERENCE} and {REFERENCE_RASTER} are both given; give one of them.</source>
        <translation>Se han indicado {REFERENCE} y {REFERENCE_RASTER}; indique solo uno.</translation>
    </message>
    <message>
        <source>{REFERENCE} {layer} has neither points nor polygons; choose a layer of these.</source>
        <translation>{REFERENCE} {layer} no tiene ni puntos ni polígonos; elija una capa de estos.</translation>
    </message>
    <message>
        <source>{REFIT} is given without {UPDATE}; set that too.</source>
        <translation>Se indica {REFIT} sin {UPDATE}; active también este.</translation>
    </message>
    <message>
        <source>{REFLECTANCE} is for numbers as they are stored, and of {name} the true values are read; leave it empty.</source>
        <translation>{REFLECTANCE} es para números tal como están guardados, y de {name} se leen los valores verdaderos; déjelo vacío.</translation>
    </message>
    <message>
        <source>{REFLECTANCE} is {text!r}; write the factor that makes reflectances of stored numbers, and if need be what is added then, such as 0.0001 or 0.0000275,-0.2.</source>
        <translation>{REFLECTANCE} es {text!r}; escriba el factor que convierte los números guardados en reflectancias y, si hace falta, lo que se suma después, como 0.0001 o 0.0000275,-0.2.</translation>
    </message>
    <message>
        <source>{REPORT} is {report}, where the JSON file goes; name a .html file.</source>
        <translation>{REPORT} es {report}, donde va el archivo JSON; hay que indicar un archivo .html.</translation>
    </message>
    <message>
        <source>{RESOLUTION} is for grids without a raster; over a raster, pixels are its own. Leave out {RESOLUTION} or {INPUT}.</source>
        <translation>{RESOLUTION} es para cuadrículas sin ráster; sobre un ráster, los píxeles son los suyos. Omita {RESOLUTION} o {INPUT}.</translation>
    </message>
    <message>
        <source>{RESOLUTION} is {resolution:g} metres; it must be more than 0.</source>
        <translation>{RESOLUTION} es de {resolution:g} metros; debe ser mayor que 0.</translation>
    </message>
    <message>
        <source>{RESUME} and {OVERWRITE} exclude each other; choose one of them.</source>
        <translation>{RESUME} y {OVERWRITE} se excluyen entre sí; elija solo uno de los dos.</translation>
    </message>
    <message>
        <source>{RESUME} and {UPDATE} exclude each other; choose one of them.</source>
        <translation>{RESUME} y {UPDATE} se excluyen; elija uno de los dos.</translation>
    </message>
    <message>
        <source>{ROTATION} is for grids, and tiles around features are upright; leave out {ROTATION} or {CENTRES}.</source>
        <translation>{ROTATION} es para cuadrículas, y las teselas en torno a entidades no están giradas; quite {ROTATION} o {CENTRES}.</translation>
    </message>
    <message>
        <source>{ROTATION} needs a raster; name one with {INPUT}.</source>
        <translation>{ROTATION} necesita un ráster; indique uno con {INPUT}.</translation>
    </message>
    <message>
        <source>{RULE} is {rule!r}; choose one of {rules}.</source>
        <translation>{RULE} es {rule!r}; hay que elegir uno de estos: {rules}.</translation>
    </message>
    <message>
        <source>{SAMPLES} hold the values of their pixels, so {INDICES} are not computed; give them to Sample Pixels.</source>
        <translation>{SAMPLES} contienen los valores de sus píxeles, así que {INDICES} no se calculan; délos a Muestrear píxeles.</translation>
    </message>
    <message>
        <source>{SAMPLES} hold their classes, so {LABELS} are not used.</source>
        <translation>{SAMPLES} contiene sus clases, así que {LABELS} no se usa.</translation>
    </message>
    <message>
        <source>{SAMPLES} hold their classes, so {LABEL_RASTER} is not used.</source>
        <translation>{SAMPLES} contienen sus clases, así que {LABEL_RASTER} no se usa.</translation>
    </message>
    <message>
        <source>{SCALE_FACTOR} is {factor}, which would make {width} x {height} pixels; choose a smaller one.</source>
        <translation>{SCALE_FACTOR} es {factor}, lo que daría {width} x {height} píxeles; elija uno menor.</translation>
    </message>
    <message>
        <source>{SCALE_FACTOR} is {factor}; it must be at least 1.</source>
        <translation>{SCALE_FACTOR} es {factor}; debe ser como mínimo 1.</translation>
    </message>
    <message>
        <source>{SCALE_MIN} is {one:g} and {SCALE_MAX} {other:g} for {name}; {SCALE_MIN} must be the smaller.</source>
        <translation>{SCALE_MIN} es {one:g} y {SCALE_MAX}, {other:g} para {name}; {SCALE_MIN} debe ser el menor.</translation>
    </message>
    <message>
        <source>{SCALING=RANGE} needs {name}: the value that becomes 0 or 255.</source>
        <translation>{SCALING=RANGE} necesita {name}: el valor que pasa a ser 0 o 255.</translation>
    </message>
    <message>
        <source>{SCALING=STYLE} draws the layer as it is on the map, without {INDICES}; choose another {SCALING}.</source>
        <translation>{SCALING=STYLE} dibuja la capa como está en el mapa, sin {INDICES}; elija otro {SCALING}.</translation>
    </message>
    <message>
        <source>{SCALING=STYLE} draws the layer of {RASTER} alone, and {RASTER2} has a style of its own; choose another {SCALING}.</source>
        <translation>{SCALING=STYLE} dibuja solo la capa de {RASTER}, y {RASTER2} tiene su propio estilo; elija otro {SCALING}.</translation>
    </message>
    <message>
        <source>{SCALING=STYLE} is drawn by QGIS, which the workers of a {SCHEDULER} do not have; choose another {SCALING}, or leave {SCHEDULER} empty.</source>
        <translation>{SCALING=STYLE} lo dibuja QGIS, que los procesos de un {SCHEDULER} no tienen; elija otro valor de {SCALING} o deje {SCHEDULER} vacío.</translation>
    </message>
    <message>
        <source>{SCALING_PER} SCENE fits the scaling to each of several scenes; give {SCENES}, or leave {SCALING_PER} out.</source>
        <translation>{SCALING_PER} SCENE ajusta el escalado a cada una de varias escenas; indique {SCENES} o no indique {SCALING_PER}.</translation>
    </message>
    <message>
        <source>{SCALING_PER} {per} fits the scaling to each scene, and {SCALING} {scaling} is not fitted to anything; choose {SCALING=PERCENTILE|MINMAX}, or leave {SCALING_PER} out.</source>
        <translation>{SCALING_PER} {per} ajusta el escalado a cada escena, y {SCALING} {scaling} no se ajusta a nada; elija {SCALING=PERCENTILE|MINMAX} o no indique {SCALING_PER}.</translation>
    </message>
    <message>
        <source>{SCALING} STYLE draws a layer as you see it, and there is none here; choose another.</source>
        <translation>{SCALING} STYLE dibuja una capa como usted la ve, y aquí no hay ninguna; elija otro.</translation>
    </message>
    <message>
        <source>{SCALING} STYLE draws files, and {name} is a service that sends values; choose another.</source>
        <translation>{SCALING} STYLE dibuja archivos y {name} es un servicio que envía valores; elija otro.</translation>
    </message>
    <message>
        <source>{SCENES} holds {value!r}, which is neither a layer nor a text; give layers or paths.</source>
        <translation>{SCENES} contiene {value!r}, que no es ni una capa ni un texto; indique capas o rutas.</translation>
    </message>
    <message>
        <source>{SCENE_TABLE} names the cloud mask {path} for {scene}, which holds {count} rasters; name one.</source>
        <translation>{SCENE_TABLE} nombra la máscara de nubes {path} para {scene}, y contiene {count} rásteres; nombre uno.</translation>
    </message>
    <message>
        <source>{SCENE_TABLE} {table} has no column file (or path), which names the rasters; it has {names}.</source>
        <translation>{SCENE_TABLE} {table} no tiene la columna file (o path), que nombra los rásteres; tiene {names}.</translation>
    </message>
    <message>
        <source>{SCENE_TABLE} {table} has no row of a scene that is selected; add some.</source>
        <translation>{SCENE_TABLE} {table} no tiene ninguna fila de una escena seleccionada; añada alguna.</translation>
    </message>
    <message>
        <source>{SCENE_TABLE} {table} tells of scenes that are not among {SCENES}: {names}.</source>
        <translation>{SCENE_TABLE} {table} habla de escenas que no están entre {SCENES}: {names}.</translation>
    </message>
    <message>
        <source>{SCHEDULER} needs the Python package distributed, which is missing; install it, or leave {SCHEDULER} empty to use this computer's processors.</source>
        <translation>{SCHEDULER} necesita el paquete de Python distributed, que falta; instálelo o deje {SCHEDULER} vacío para usar los procesadores de este equipo.</translation>
    </message>
    <message>
        <source>{SCHEDULER} {scheduler} does not answer; check the address, for example tcp://10.0.0.5:8786, and that the scheduler runs ({name}).</source>
        <translation>{SCHEDULER} {scheduler} no responde; compruebe la dirección, por ejemplo tcp://10.0.0.5:8786, y que el planificador está en marcha ({name}).</translation>
    </message>
    <message>
        <source>{SEARCH} compares settings on held-out polygons: it needs 2 {FOLDS} or more, and a {METHOD} that learns from labels. Nothing is searched.</source>
        <translation>{SEARCH} compara ajustes en polígonos reservados: necesita 2 {FOLDS} o más, y un {METHOD} que aprenda de etiquetas. No se busca nada.</translation>
    </message>
    <message>
        <source>{SEED} is given and nothing is taken at random; set {SHUFFLE}, or leave out {SEED}.</source>
        <translation>Se ha dado {SEED} y no se toma nada al azar; active {SHUFFLE} o quite {SEED}.</translation>
    </message>
    <message>
        <source>{SEED} is {seed}; it is a number from 0 to {last}.</source>
        <translation>{SEED} es {seed}; es un número de 0 a {last}.</translation>
    </message>
    <message>
        <source>{SHARD_SIZE} is {shard_size}; it must be at least 1.</source>
        <translation>{SHARD_SIZE} es {shard_size}; debe ser como mínimo 1.</translation>
    </message>
    <message>
        <source>{SHUFFLE} takes some tiles at random, and {MAX_TILES} does not say how many; give it, or leave out {SHUFFLE}.</source>
        <translation>{SHUFFLE} toma algunas teselas al azar y {MAX_TILES} no dice cuántas; indíquelo o quite {SHUFFLE}.</translation>
    </message>
    <message>
        <source>{SKIP_UNLABELLED} needs labels; give {LABELS}, {LABEL_RASTER} or {PARCELS}.</source>
        <translation>{SKIP_UNLABELLED} necesita etiquetas; hay que indicar {LABELS}, {LABEL_RASTER} o {PARCELS}.</translation>
    </message>
    <message>
        <source>{SKIP_UNREADABLE=true} leaves such scenes out.</source>
        <translation>{SKIP_UNREADABLE=true} omite tales escenas.</translation>
    </message>
    <message>
        <source>{SOURCE} {name} has many images of each place; give {START} and {END}.</source>
        <translation>{SOURCE} {name} tiene muchas imágenes de cada lugar; indique {START} y {END}.</translation>
    </message>
    <message>
        <source>{SOURCE} {name} is not composed by {composite}; choose one of {composites}.</source>
        <translation>{SOURCE} {name} no se compone con {composite}; elija uno de {composites}.</translation>
    </message>
    <message>
        <source>{SOURCE} {name} is not composed by {composite}; leave {COMPOSITE} out.</source>
        <translation>{SOURCE} {name} no se compone con {composite}; deje {COMPOSITE} sin indicar.</translation>
    </message>
    <message>
        <source>{SOURCE} {name} is one image for all days; leave {START} and {END} out.</source>
        <translation>{SOURCE} {name} es una sola imagen para todas las fechas; deje {START} y {END} sin indicar.</translation>
    </message>
    <message>
        <source>{SPLIT_BUFFER} is {buffer:g} m and the tiles cover only {width:.4g} by {height:.4g} m, so no two splits fit in; choose a smaller {SPLIT_BUFFER}.</source>
        <translation>{SPLIT_BUFFER} es de {buffer:g} m y las teselas solo cubren {width:.4g} por {height:.4g} m, así que no caben dos divisiones; elija un {SPLIT_BUFFER} menor.</translation>
    </message>
    <message>
        <source>{SPLIT_BUFFER} is {size:g} metres; it must be 0 or more.</source>
        <translation>{SPLIT_BUFFER} es de {size:g} metros; debe ser 0 o mayor.</translation>
    </message>
    <message>
        <source>{START} {start} is after {END} {end}; swap them.</source>
        <translation>{START} {start} es posterior a {END} {end}; intercámbielos.</translation>
    </message>
    <message>
        <source>{STRATIFY_FIELD} holds proportions, and one of them is {nanmin:g}; they must not be negative.</source>
        <translation>{STRATIFY_FIELD} contiene proporciones y una de ellas es {nanmin:g}; no deben ser negativas.</translation>
    </message>
    <message>
        <source>{STRATIFY_FIELD} holds {count} different values, and at most {many_classes} can be balanced; choose a field with classes.</source>
        <translation>{STRATIFY_FIELD} contiene {count} valores distintos y se pueden equilibrar como máximo {many_classes}; elija un campo con clases.</translation>
    </message>
    <message>
        <source>{STRATIFY_FIELD} names several fields, which must then be proportions, and {words} is text; name one field with classes, or fields with numbers.</source>
        <translation>{STRATIFY_FIELD} indica varios campos, que entonces deben ser proporciones, y {words} es texto; indique un solo campo con clases, o campos con números.</translation>
    </message>
    <message>
        <source>{STYLE_FILE} {path} cannot be used for {name}: {reason}</source>
        <translation>{STYLE_FILE} {path} no se puede usar para {name}: {reason}</translation>
    </message>
    <message>
        <source>{TARGET_ERROR} is {error:g}; it is a percentage above 0, such as 2.</source>
        <translation>{TARGET_ERROR} es {error:g}; es un porcentaje mayor que 0, por ejemplo 2.</translation>
    </message>
    <message>
        <source>{TARGET_ERROR} {error:g} % would take {count} points; choose a larger one.</source>
        <translation>{TARGET_ERROR} {error:g} % necesitaría {count} puntos; elija uno mayor.</translation>
    </message>
    <message>
        <source>{TARGET} {name} holds classes and no measurements; give it as {MASK}.</source>
        <translation>{TARGET} {name} contiene clases y no mediciones; indíquelo como {MASK}.</translation>
    </message>
    <message>
        <source>{TILE_SIZE} is {size:g}; in pixels it must be a whole number from 1 on.</source>
        <translation>{TILE_SIZE} es {size:g}; en píxeles debe ser un número entero a partir de 1.</translation>
    </message>
    <message>
        <source>{TILE} names {text}, which is no tile of Sentinel-2; write for example 31UFT.</source>
        <translation>{TILE} nombra {text}, que no es una tesela de Sentinel-2; escriba por ejemplo 31UFT.</translation>
    </message>
    <message>
        <source>{TRAIN}, {VAL} and {TEST} add up to {total:g} %; they are scaled to {shares}.</source>
        <translation>{TRAIN}, {VAL} y {TEST} suman {total:g} %; se ajustan a {shares}.</translation>
    </message>
    <message>
        <source>{TRAIN}={train:g}, {VAL}={val:g}, {TEST}={test:g}</source>
        <translation>{TRAIN}={train:g}, {VAL}={val:g}, {TEST}={test:g}</translation>
    </message>
    <message>
        <source>{UPDATE} keeps images, and {BANDS} is {value} where those of the dataset have {other}; give that, or replace the dataset with {OVERWRITE}.</source>
        <translation>{UPDATE} conserva las imágenes, y {BANDS} es {value} mientras que las del conjunto de datos tienen {other}; indique ese valor o sustituya el conjunto con {OVERWRITE}.</translation>
    </message>
    <message>
        <source>{UPDATE} keeps images, and {name} is {value} where those of the dataset have {other}; give that, or replace the dataset with {OVERWRITE}.</source>
        <translation>{UPDATE} conserva las imágenes, y {name} es {value} mientras que las del conjunto de datos tienen {other}; indique ese valor o sustituya el conjunto con {OVERWRITE}.</translation>
    </message>
    <message>
        <source>{UPDATE} keeps images, and {raster} is not the raster that they were cut from; give that, or replace the dataset with {OVERWRITE}.</source>
        <translation>{UPDATE} conserva las imágenes, y {raster} no es el ráster del que se recortaron; indique aquel o sustituya el conjunto con {OVERWRITE}.</translation>
    </message>
    <message>
        <source>{UPDATE} keeps one scaling for all tiles, and {SCALING_PER} SCENE fits one to each scene; replace the dataset with {OVERWRITE} instead.</source>
        <translation>{UPDATE} conserva un solo escalado para todas las teselas, y {SCALING_PER} SCENE ajusta uno a cada escena; sustituya en su lugar el conjunto de datos con {OVERWRITE}.</translation>
    </message>
    <message>
        <source>{URL} holds a name or a password, which datasets would tell; leave them out.</source>
        <translation>{URL} contiene un nombre o una contraseña, que los conjuntos de datos revelarían; quítelos.</translation>
    </message>
    <message>
        <source>{URL} is {text}, which is neither an address with http or https, nor a file, nor the name of a STAC connection of QGIS.</source>
        <translation>{URL} es {text}, que no es ni una dirección con http o https, ni un archivo, ni el nombre de una conexión STAC de QGIS.</translation>
    </message>
    <message>
        <source>{URL} is {url}; it has to begin with https://, or to be an address of this computer.</source>
        <translation>{URL} es {url}; debe empezar por https:// o ser una dirección de este equipo.</translation>
    </message>
    <message>
        <source>{VALUES} or {BITS} are given without masks; give {MASKS}.</source>
        <translation>Se han indicado {VALUES} o {BITS} sin máscaras; hay que indicar {MASKS}.</translation>
    </message>
    <message>
        <source>{VALUES} or {BITS} are given, but nothing tells clouds; give {MASKS} or {CLOUD_BAND}.</source>
        <translation>Se han indicado {VALUES} o {BITS}, pero nada indica las nubes; hay que indicar {MASKS} o {CLOUD_BAND}.</translation>
    </message>
    <message>
        <source>{VALUE_FIELD} {field} holds {value!r}, which is no number; name another field.</source>
        <translation>{VALUE_FIELD} {field} contiene {value!r}, que no es un número; nombre otro campo.</translation>
    </message>
    <message>
        <source>{VARIANCE} is {variance:g}; it is a share of a side from 0 to {largest_variance}.</source>
        <translation>{VARIANCE} es {variance:g}; es una proporción del lado, de 0 a {largest_variance}.</translation>
    </message>
    <message>
        <source>{WORKERS} is {workers}; it must be at least 1.</source>
        <translation>{WORKERS} es {workers}; debe ser como mínimo 1.</translation>
    </message>
    <message>
        <source>{YEAR} is {year}, but nothing says of which year the polygons of {sourcename} are; name a field with {YEAR_FIELD}; it has {field_names}.</source>
        <translation>{YEAR} es {year}, pero nada dice de qué año son los polígonos de {sourcename}; hay que indicar un campo con {YEAR_FIELD}; tiene {field_names}.</translation>
    </message>
    <message>
        <source>{address} is no address on the web.</source>
        <translation>{address} no es una dirección web.</translation>
    </message>
    <message>
        <source>{address} is on the network, where only addresses that you give yourself are read; save what it shows as a file, and name this instead.</source>
        <translation>{address} está en la red, donde solo se leen las direcciones que usted mismo indica; guarde como archivo lo que muestra y nombre este en su lugar.</translation>
    </message>
    <message>
        <source>{address} needs a sign-in, and the rasterio of this QGIS has a GDAL of its own, which cannot be given one; download the file first.</source>
        <translation>{address} requiere iniciar sesión, y el rasterio de este QGIS tiene un GDAL propio, al que no se le puede pasar; descargue antes el archivo.</translation>
    </message>
    <message>
        <source>{area:.15g} square metres</source>
        <translation>{area:.15g} metros cuadrados</translation>
    </message>
    <message>
        <source>{area:.15g} square units</source>
        <translation>{area:.15g} unidades cuadradas</translation>
    </message>
    <message>
        <source>{asked} changes the pixels; say how with {RESAMPLING}: {resamplings}.</source>
        <translation>{asked} cambia los píxeles; indique cómo con {RESAMPLING}: {resamplings}.</translation>
    </message>
    <message>
        <source>{asked} is {wanted:.6g} m, and the finest pixels of {name} have {metres:.6g} m on the ground, which are taken.</source>
        <translation>{asked} es {wanted:.6g} m y los píxeles más finos de {name} tienen {metres:.6g} m sobre el terreno; se toman esos.</translation>
    </message>
    <message>
        <source>{bare} has no coordinate system and others have one, so they cannot be laid over each other; assign one (right-click the layer, Layer CRS).</source>
        <translation>{bare} no tiene sistema de coordenadas y otros sí, así que no se pueden superponer; hay que asignarle uno (clic derecho en la capa, SRC de la capa).</translation>
    </message>
    <message>
        <source>{basename} cannot be read: {error}.</source>
        <translation>{basename} no se puede leer: {error}.</translation>
    </message>
    <message>
        <source>{base} leads to {href}, which is not read: a catalogue may lead to http, https and s3, and to files only where it is a file itself.</source>
        <translation>{base} remite a {href}, que no se lee: un catálogo puede remitir a http, https y s3, y a archivos solo si él mismo es un archivo.</translation>
    </message>
    <message>
        <source>{before}; {part}</source>
        <translation>{before}; {part}</translation>
    </message>
    <message>
        <source>{buffer} is in metres, but {name} has no coordinate system; assign one, or set {buffer} to 0.</source>
        <translation>{buffer} está en metros, pero {name} no tiene sistema de coordenadas; asignarle uno o poner {buffer} a 0.</translation>
    </message>
    <message>
        <source>{catalog} is searched.</source>
        <translation>Se busca en {catalog}.</translation>
    </message>
    <message>
        <source>{catalog} leads to {address}, another place on the network, which is not asked; give that address itself to search there.</source>
        <translation>{catalog} remite a {address}, otro lugar de la red, al que no se pregunta; indique esa dirección para buscar allí.</translation>
    </message>
    <message>
        <source>{class_map} names {names}, but no polygon is of these classes.</source>
        <translation>{class_map} nombra {names}, pero ningún polígono es de estas clases.</translation>
    </message>
    <message>
        <source>{class_map} names {names}, but no polygon is of this class.</source>
        <translation>{class_map} nombra {names}, pero ningún polígono es de esta clase.</translation>
    </message>
    <message>
        <source>{count:.0f} MB</source>
        <translation>{count:.0f} MB</translation>
    </message>
    <message>
        <source>{count:.1f} GB</source>
        <translation>{count:.1f} GB</translation>
    </message>
    <message>
        <source>{count} band of the type {dtype}</source>
        <translation>{count} banda del tipo {dtype}</translation>
    </message>
    <message>
        <source>{count} band: {names}.</source>
        <translation>{count} banda: {names}.</translation>
    </message>
    <message>
        <source>{count} bands of the type {dtype}</source>
        <translation>{count} bandas del tipo {dtype}</translation>
    </message>
    <message>
        <source>{count} bands: {names}.</source>
        <translation>{count} bandas: {names}.</translation>
    </message>
    <message>
        <source>{count} classes ({names})</source>
        <translation>{count} clases ({names})</translation>
    </message>
    <message>
        <source>{count} coarse tile has no id (NULL) and was skipped.</source>
        <translation>Se omitió {count} tesela gruesa sin id (NULL).</translation>
    </message>
    <message>
        <source>{count} coarse tiles have no id (NULL) and were skipped.</source>
        <translation>Teselas gruesas sin id (NULL) que se omitieron: {count}.</translation>
    </message>
    <message>
        <source>{count} date</source>
        <translation>{count} fecha</translation>
    </message>
    <message>
        <source>{count} date, {first}; bands: {names}.</source>
        <translation>{count} fecha, {first}; bandas: {names}.</translation>
    </message>
    <message>
        <source>{count} dates</source>
        <translation>{count} fechas</translation>
    </message>
    <message>
        <source>{count} dates from {first} to {last}; bands: {names}.</source>
        <translation>{count} fechas del {first} al {last}; bandas: {names}.</translation>
    </message>
    <message>
        <source>{count} feature has no area and was skipped.</source>
        <translation>Se omitió {count} objeto sin superficie.</translation>
    </message>
    <message>
        <source>{count} feature has several points, and each of them counts. Where they were not drawn one by one, the standard errors are too small; keep one point of each.</source>
        <translation>{count} objeto tiene varios puntos, y cada uno de ellos cuenta. Si no se sortearon uno a uno, los errores estándar son demasiado pequeños; conserve un punto de cada objeto.</translation>
    </message>
    <message>
        <source>{count} feature of {layer} has no place and gets no tile.</source>
        <translation>{count} entidad de {layer} no tiene lugar y no recibe tesela.</translation>
    </message>
    <message>
        <source>{count} feature of {layer} has points or lines besides polygons; the polygons alone count.</source>
        <translation>{count} objeto de {layer} tiene puntos o líneas además de polígonos; solo cuentan los polígonos.</translation>
    </message>
    <message>
        <source>{count} feature of {layer} is a point or line, where polygons are needed, and was skipped.</source>
        <translation>Se omitió {count} objeto de {layer} que es un punto o una línea, ya que hacen falta polígonos.</translation>
    </message>
    <message>
        <source>{count} feature of {layer} is far from {name} and gets no tile.</source>
        <translation>{count} entidad de {layer} está lejos de {name} y no recibe tesela.</translation>
    </message>
    <message>
        <source>{count} features have no area and were skipped.</source>
        <translation>Objetos sin superficie que se omitieron: {count}.</translation>
    </message>
    <message>
        <source>{count} features have several points, and each of them counts. Where they were not drawn one by one, the standard errors are too small; keep one point of each.</source>
        <translation>{count} objetos tienen varios puntos, y cada uno de ellos cuenta. Si no se sortearon uno a uno, los errores estándar son demasiado pequeños; conserve un punto de cada objeto.</translation>
    </message>
    <message>
        <source>{count} features of {layer} are far from {name} and get no tile.</source>
        <translation>{count} entidades de {layer} están lejos de {name} y no reciben tesela.</translation>
    </message>
    <message>
        <source>{count} features of {layer} are points or lines, where polygons are needed, and were skipped.</source>
        <translation>Se omitieron {count} objetos de {layer} que son puntos o líneas, ya que hacen falta polígonos.</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no place and get no tile.</source>
        <translation>{count} entidades de {layer} no tienen lugar y no reciben tesela.</translation>
    </message>
    <message>
        <source>{count} features of {layer} have points or lines besides polygons; the polygons alone count.</source>
        <translation>{count} objetos de {layer} tienen puntos o líneas además de polígonos; solo cuentan los polígonos.</translation>
    </message>
    <message>
        <source>{count} file copied</source>
        <translation>{count} archivo copiado</translation>
    </message>
    <message>
        <source>{count} file linked</source>
        <translation>{count} archivo enlazado</translation>
    </message>
    <message>
        <source>{count} files copied</source>
        <translation>{count} archivos copiados</translation>
    </message>
    <message>
        <source>{count} files linked</source>
        <translation>{count} archivos enlazados</translation>
    </message>
    <message>
        <source>{count} further note of this kind is left out.</source>
        <translation>Se omite {count} aviso más de este tipo.</translation>
    </message>
    <message>
        <source>{count} further notes of this kind are left out.</source>
        <translation>Se omiten {count} avisos más de este tipo.</translation>
    </message>
    <message>
        <source>{count} ground control points</source>
        <translation>{count} puntos de control</translation>
    </message>
    <message>
        <source>{count} image</source>
        <translation>{count} imagen</translation>
    </message>
    <message>
        <source>{count} image is in two datasets and in two splits, which makes a test worth less: {one} ({split}) and {other} ({other_split}).</source>
        <translation>{count} imagen está en dos conjuntos de datos y en dos divisiones, lo que resta valor a una prueba: {one} ({split}) y {other} ({other_split}).</translation>
    </message>
    <message>
        <source>{count} image is in two datasets, and now counts twice: {one} and {other}.</source>
        <translation>{count} imagen está en dos conjuntos de datos, y ahora cuenta dos veces: {one} y {other}.</translation>
    </message>
    <message>
        <source>{count} image is left out for such a reason.</source>
        <translation>Se omite {count} imagen por un motivo así.</translation>
    </message>
    <message>
        <source>{count} image of {total} is kept as it was.</source>
        <translation>Se conserva {count} imagen de {total}.</translation>
    </message>
    <message>
        <source>{count} image, of {first}.</source>
        <translation>{count} imagen, del {first}.</translation>
    </message>
    <message>
        <source>{count} images</source>
        <translation>{count} imágenes</translation>
    </message>
    <message>
        <source>{count} images are in two datasets and in two splits, which makes a test worth less; the first are {one} ({split}) and {other} ({other_split}).</source>
        <translation>{count} imágenes están en dos conjuntos de datos y en dos divisiones, lo que resta valor a una prueba; las primeras son {one} ({split}) y {other} ({other_split}).</translation>
    </message>
    <message>
        <source>{count} images are in two datasets, and now count twice; the first are {one} and {other}.</source>
        <translation>{count} imágenes están en dos conjuntos de datos, y ahora cuentan dos veces; las primeras son {one} y {other}.</translation>
    </message>
    <message>
        <source>{count} images are left out for such reasons.</source>
        <translation>Se omiten {count} imágenes por motivos así.</translation>
    </message>
    <message>
        <source>{count} images of {total} are kept as they were.</source>
        <translation>Se conservan {count} imágenes de {total}.</translation>
    </message>
    <message>
        <source>{count} images, from {first} to {last}.</source>
        <translation>{count} imágenes, del {first} al {last}.</translation>
    </message>
    <message>
        <source>{count} invalid label polygon was repaired.</source>
        <translation>Se reparó {count} polígono de etiquetas no válido.</translation>
    </message>
    <message>
        <source>{count} invalid label polygons were repaired.</source>
        <translation>Polígonos de etiquetas no válidos que se repararon: {count}.</translation>
    </message>
    <message>
        <source>{count} invalid polygon of {layer} was repaired.</source>
        <translation>Se reparó {count} polígono no válido de {layer}.</translation>
    </message>
    <message>
        <source>{count} invalid polygons of {layer} were repaired.</source>
        <translation>Se repararon {count} polígonos no válidos de {layer}.</translation>
    </message>
    <message>
        <source>{count} label feature has no area, or no outline that can be read, and was skipped.</source>
        <translation>Se omitió {count} objeto de etiquetas sin superficie, o sin un contorno que pueda leerse.</translation>
    </message>
    <message>
        <source>{count} label features have no area, or no outline that can be read, and were skipped.</source>
        <translation>Objetos de etiquetas sin superficie, o sin un contorno que pueda leerse, que se omitieron: {count}.</translation>
    </message>
    <message>
        <source>{count} label polygon has no class (NULL) and was skipped.</source>
        <translation>Se omitió {count} polígono de etiquetas sin clase (NULL).</translation>
    </message>
    <message>
        <source>{count} label polygon is of a class that {class_map} does not name.</source>
        <translation>{count} polígono de etiquetas es de una clase que {class_map} no nombra.</translation>
    </message>
    <message>
        <source>{count} label polygon is of another year.</source>
        <translation>{count} polígono de etiquetas es de otro año.</translation>
    </message>
    <message>
        <source>{count} label polygon lies far away.</source>
        <translation>{count} polígono de etiquetas está lejos.</translation>
    </message>
    <message>
        <source>{count} label polygons are of classes that {class_map} does not name.</source>
        <translation>{count} polígonos de etiquetas son de clases que {class_map} no nombra.</translation>
    </message>
    <message>
        <source>{count} label polygons are of other years.</source>
        <translation>Polígonos de etiquetas de otros años: {count}.</translation>
    </message>
    <message>
        <source>{count} label polygons have no class (NULL) and were skipped.</source>
        <translation>Polígonos de etiquetas sin clase (NULL) que se omitieron: {count}.</translation>
    </message>
    <message>
        <source>{count} label polygons lie far away.</source>
        <translation>Polígonos de etiquetas que están lejos: {count}.</translation>
    </message>
    <message>
        <source>{count} layer of the group {group} is left out, which is no raster.</source>
        <translation>Se omite {count} capa del grupo {group}, que no es un ráster.</translation>
    </message>
    <message>
        <source>{count} layers of the group {group} are left out, which are no rasters.</source>
        <translation>Se omiten {count} capas del grupo {group}, que no son rásteres.</translation>
    </message>
    <message>
        <source>{count} left out: {reason}.</source>
        <translation>{count} descartados: {reason}.</translation>
    </message>
    <message>
        <source>{count} mask written with other numbers</source>
        <translation>{count} máscara escrita con otros números</translation>
    </message>
    <message>
        <source>{count} masks written with other numbers</source>
        <translation>{count} máscaras escritas con otros números</translation>
    </message>
    <message>
        <source>{count} more files differ.</source>
        <translation>Difieren {count} archivos más.</translation>
    </message>
    <message>
        <source>{count} new tile shows ground of another split, so that scores will be too good; split the tiles together with those of the dataset, or add them with Build Dataset.</source>
        <translation>{count} tesela nueva muestra terreno de otra división, de modo que los resultados serán demasiado buenos; divida las teselas junto con las del conjunto de datos o añádalas con Crear conjunto de datos.</translation>
    </message>
    <message>
        <source>{count} new tile shows ground of the dataset, and goes to the split that has it.</source>
        <translation>{count} tesela nueva muestra terreno del conjunto de datos y va a la división que lo tiene.</translation>
    </message>
    <message>
        <source>{count} new tiles show ground of another split, so that scores will be too good; split the tiles together with those of the dataset, or add them with Build Dataset.</source>
        <translation>{count} teselas nuevas muestran terreno de otra división, de modo que los resultados serán demasiado buenos; divida las teselas junto con las del conjunto de datos o añádalas con Crear conjunto de datos.</translation>
    </message>
    <message>
        <source>{count} new tiles show ground of the dataset, and go to the splits that have it.</source>
        <translation>{count} teselas nuevas muestran terreno del conjunto de datos y van a las divisiones que lo tienen.</translation>
    </message>
    <message>
        <source>{count} object lies on tiles of several splits; a distance between splits, or groups, keep each in one.</source>
        <translation>{count} objeto cae en teselas de varias divisiones; una distancia entre divisiones, o grupos, lo dejan en una.</translation>
    </message>
    <message>
        <source>{count} objects lie on tiles of several splits; a distance between splits, or groups, keep each in one.</source>
        <translation>{count} objetos caen en teselas de varias divisiones; una distancia entre divisiones, o grupos, dejan cada uno en una.</translation>
    </message>
    <message>
        <source>{count} of its files are empty, and {told} tiles have no object.</source>
        <translation>{count} de sus archivos están vacíos, y {told} teselas no tienen ningún objeto.</translation>
    </message>
    <message>
        <source>{count} of its rows has the class {label!r}, which {description} does not know.</source>
        <translation>{count} de sus filas tiene la clase {label!r}, que {description} no conoce.</translation>
    </message>
    <message>
        <source>{count} of its rows have the class {label!r}, which {description} does not know.</source>
        <translation>{count} de sus filas tienen la clase {label!r}, que {description} no conoce.</translation>
    </message>
    <message>
        <source>{count} of the pairs are of different scenes, such as {one} and {other}.</source>
        <translation>{count} de los pares son de escenas distintas, como {one} y {other}.</translation>
    </message>
    <message>
        <source>{count} of the pairs is of different scenes, {one} and {other}.</source>
        <translation>{count} de los pares es de escenas distintas, {one} y {other}.</translation>
    </message>
    <message>
        <source>{count} of them are marked to be ignored ({SMALL_PIECES=IGNORE}).</source>
        <translation>{count} de ellos están marcados para ignorarse ({SMALL_PIECES=IGNORE}).</translation>
    </message>
    <message>
        <source>{count} of them is marked to be ignored ({SMALL_PIECES=IGNORE}).</source>
        <translation>{count} de ellos está marcado para ignorarse ({SMALL_PIECES=IGNORE}).</translation>
    </message>
    <message>
        <source>{count} of {all} chosen: {days}.</source>
        <translation>{count} de {all} elegidos: {days}.</translation>
    </message>
    <message>
        <source>{count} of {all} images are of the time from {START} to {END}.</source>
        <translation>{count} de {all} imágenes son del periodo de {START} a {END}.</translation>
    </message>
    <message>
        <source>{count} of {all} images failed: {names}. Mend it and run again; what is there is kept.</source>
        <translation>Falló {count} de {all} imágenes: {names}. Corríjala y ejecute de nuevo; lo que ya está se conserva.</translation>
    </message>
    <message>
        <source>{count} of {all} images failed: {names}. Mend them and run again; what is there is kept.</source>
        <translation>Fallaron {count} de {all} imágenes: {names}. Corríjalas y ejecute de nuevo; lo que ya está se conserva.</translation>
    </message>
    <message>
        <source>{count} of {all} products are in {folder}.</source>
        <translation>{count} de {all} productos están en {folder}.</translation>
    </message>
    <message>
        <source>{count} of {all} products is in {folder}.</source>
        <translation>{count} de {all} productos está en {folder}.</translation>
    </message>
    <message>
        <source>{count} of {all} rows of {table} are not selected.</source>
        <translation>{count} de {all} filas de {table} no están seleccionadas.</translation>
    </message>
    <message>
        <source>{count} of {total} are on the pixel grid, and their pixels taken as they are.</source>
        <translation>{count} de {total} están en la cuadrícula de píxeles, y sus píxeles se toman como están.</translation>
    </message>
    <message>
        <source>{count} of {total} corrections by hand lie on no tile that is left.</source>
        <translation>{count} de {total} correcciones hechas a mano no están en ninguna tesela de las que quedan.</translation>
    </message>
    <message>
        <source>{count} of {total} corrections by hand lies on no tile that is left.</source>
        <translation>{count} de {total} correcciones hechas a mano no está en ninguna tesela de las que quedan.</translation>
    </message>
    <message>
        <source>{count} of {total} is on the pixel grid, and its pixels taken as they are.</source>
        <translation>{count} de {total} está en la cuadrícula de píxeles, y sus píxeles se toman como están.</translation>
    </message>
    <message>
        <source>{count} of {total} label polygons lie away from the tiles.</source>
        <translation>{count} de {total} polígonos de etiquetas están lejos de las teselas.</translation>
    </message>
    <message>
        <source>{count} of {total} label polygons lies away from the tiles.</source>
        <translation>{count} de {total} polígonos de etiquetas está lejos de las teselas.</translation>
    </message>
    <message>
        <source>{count} of {total} labels are doubtful.</source>
        <translation>{count} de {total} etiquetas son dudosas.</translation>
    </message>
    <message>
        <source>{count} of {total} labels is doubtful.</source>
        <translation>{count} de {total} etiquetas es dudosa.</translation>
    </message>
    <message>
        <source>{count} of {total} polygons have no pixel: they lie outside, are too small, or others cover them. A larger {SCALE_FACTOR} helps small ones.</source>
        <translation>{count} de {total} polígonos no tienen ningún píxel: están fuera, son demasiado pequeños o los cubren otros. Un {SCALE_FACTOR} mayor ayuda a los pequeños.</translation>
    </message>
    <message>
        <source>{count} of {total} scenes cannot be read: {names}. Of the first: {why} {SKIP_UNREADABLE=true} leaves such scenes out.</source>
        <translation>{count} de {total} escenas no se pueden leer: {names}. De la primera: {why} {SKIP_UNREADABLE=true} omite tales escenas.</translation>
    </message>
    <message>
        <source>{count} of {total} scenes has no coordinate system: {names}. Assign one (Raster &gt; Projections &gt; Assign Projection), or leave it out.</source>
        <translation>{count} de {total} escenas no tiene sistema de coordenadas: {names}. Asigne uno (Ráster &gt; Proyecciones &gt; Asignar proyección) u omítala.</translation>
    </message>
    <message>
        <source>{count} of {total} scenes have no coordinate system: {names}. Assign one (Raster &gt; Projections &gt; Assign Projection), or leave them out.</source>
        <translation>{count} de {total} escenas no tienen sistema de coordenadas: {names}. Asigne uno (Ráster &gt; Proyecciones &gt; Asignar proyección) u omítalas.</translation>
    </message>
    <message>
        <source>{count} of {total} tiles do not lie on the pixels of {raster}: {how} ({allowed:g} is allowed). {remedy}</source>
        <translation>{count} de {total} teselas no coinciden con los píxeles de {raster}: {how} (se permite {allowed:g}). {remedy}</translation>
    </message>
    <message>
        <source>{count} of {total} tiles does not lie on the pixels of {raster}: {how} ({allowed:g} is allowed). {remedy}</source>
        <translation>{count} de {total} teselas no coincide con los píxeles de {raster}: {how} (se permite {allowed:g}). {remedy}</translation>
    </message>
    <message>
        <source>{count} of {total} tiles reach beyond {raster}; they are padded with {padded}{rest}</source>
        <translation>{count} de {total} teselas sobresalen de {raster}; se rellenan con {padded}{rest}</translation>
    </message>
    <message>
        <source>{count} of {total} tiles reaches beyond {raster}; it is padded with {padded}{rest}</source>
        <translation>{count} de {total} teselas sobresale de {raster}; se rellena con {padded}{rest}</translation>
    </message>
    <message>
        <source>{count} of {total} tiles was there already.</source>
        <translation>{count} de {total} teselas ya estaba allí.</translation>
    </message>
    <message>
        <source>{count} of {total} tiles were there already.</source>
        <translation>{count} de {total} teselas ya estaban allí.</translation>
    </message>
    <message>
        <source>{count} of {total} windows reach beyond the images; they are padded with {values}, which data may hold too: set {PIXEL_MASKS} to tell these pixels.</source>
        <translation>{count} de {total} ventanas sobresalen de las imágenes; se rellenan con {values}, que los datos también pueden contener: hay que activar {PIXEL_MASKS} para distinguir esos píxeles.</translation>
    </message>
    <message>
        <source>{count} of {total} windows reach beyond the images; they are padded with {values}.</source>
        <translation>{count} de {total} ventanas sobresalen de las imágenes; se rellenan con {values}.</translation>
    </message>
    <message>
        <source>{count} of {total} windows reaches beyond the images; it is padded with {values}, which data may hold too: set {PIXEL_MASKS} to tell these pixels.</source>
        <translation>{count} de {total} ventanas sobresale de las imágenes; se rellena con {values}, que los datos también pueden contener: hay que activar {PIXEL_MASKS} para distinguir esos píxeles.</translation>
    </message>
    <message>
        <source>{count} of {total} windows reaches beyond the images; it is padded with {values}.</source>
        <translation>{count} de {total} ventanas sobresale de las imágenes; se rellena con {values}.</translation>
    </message>
    <message>
        <source>{count} pair of images looks the same and has different classes.</source>
        <translation>{count} par de imágenes se ve igual y tiene clases distintas.</translation>
    </message>
    <message>
        <source>{count} pair of tiles in different splits shows the same ground, of {first} in {split} and {second} in {other}, because {ALLOW_OVERLAP} is set; scores will be too good.</source>
        <translation>{count} par de teselas de divisiones distintas muestra el mismo terreno, de {first} en {split} y de {second} en {other}, porque {ALLOW_OVERLAP} está activado; las puntuaciones serán demasiado buenas.</translation>
    </message>
    <message>
        <source>{count} pairs of images in different splits look the same, such as {one} and {other}.</source>
        <translation>{count} pares de imágenes de divisiones distintas parecen iguales, como {one} y {other}.</translation>
    </message>
    <message>
        <source>{count} pairs of images look the same and have different classes.</source>
        <translation>{count} pares de imágenes se ven iguales y tienen clases distintas.</translation>
    </message>
    <message>
        <source>{count} pairs of tiles in different splits show the same ground, such as one of {first} in {split} and one of {second} in {other}, because {ALLOW_OVERLAP} is set; scores will be too good.</source>
        <translation>{count} pares de teselas de divisiones distintas muestran el mismo terreno, como una de {first} en {split} y una de {second} en {other}, porque {ALLOW_OVERLAP} está activado; las puntuaciones serán demasiado buenas.</translation>
    </message>
    <message>
        <source>{count} pairs of tiles in {first} and {second} share ground ({how_much}), such as {one} and {other}.</source>
        <translation>{count} pares de teselas de {first} y {second} comparten terreno ({how_much}), como {one} y {other}.</translation>
    </message>
    <message>
        <source>{count} piece of an object is too small: {MIN_VISIBLE} is {least:g}, {MIN_OBJECT_PIXELS} {pixels:g}.</source>
        <translation>{count} trozo de objeto es demasiado pequeño: {MIN_VISIBLE} es {least:g}, {MIN_OBJECT_PIXELS} {pixels:g}.</translation>
    </message>
    <message>
        <source>{count} pieces of objects are too small: {MIN_VISIBLE} is {least:g}, {MIN_OBJECT_PIXELS} {pixels:g}.</source>
        <translation>{count} trozos de objetos son demasiado pequeños: {MIN_VISIBLE} es {least:g}, {MIN_OBJECT_PIXELS} {pixels:g}.</translation>
    </message>
    <message>
        <source>{count} pixel</source>
        <translation>{count} píxel</translation>
    </message>
    <message>
        <source>{count} pixel is nodata.</source>
        <translation>{count} píxel es sin datos.</translation>
    </message>
    <message>
        <source>{count} pixel that two classes claim was left out.</source>
        <translation>Se descartó {count} píxel que reclaman dos clases.</translation>
    </message>
    <message>
        <source>{count} pixel with nodata was left out.</source>
        <translation>Se descartó {count} píxel sin datos.</translation>
    </message>
    <message>
        <source>{count} pixels</source>
        <translation>{count} píxeles</translation>
    </message>
    <message>
        <source>{count} pixels are nodata.</source>
        <translation>Píxeles sin datos: {count}.</translation>
    </message>
    <message>
        <source>{count} pixels that two classes claim were left out.</source>
        <translation>Píxeles que reclaman dos clases y se descartaron: {count}.</translation>
    </message>
    <message>
        <source>{count} pixels with nodata were left out.</source>
        <translation>Píxeles sin datos que se descartaron: {count}.</translation>
    </message>
    <message>
        <source>{count} places occur several times, as at several dates, and are in several splits; split with {METHOD=GROUP}, or by place.</source>
        <translation>{count} lugares aparecen varias veces, como en varias fechas, y están en varias divisiones; hay que dividir con {METHOD=GROUP}, o por lugar.</translation>
    </message>
    <message>
        <source>{count} point does not say its stratum and the area of it, so all points are weighted by the map's classes. Fill in both, or name the raster that the points were drawn from as {STRATA}.</source>
        <translation>{count} punto no indica su estrato y la superficie de este, así que todos los puntos se ponderan por las clases del mapa. Rellene ambos campos, o indique en {STRATA} el ráster del que se sortearon los puntos.</translation>
    </message>
    <message>
        <source>{count} point drawn.</source>
        <translation>{count} punto sorteado.</translation>
    </message>
    <message>
        <source>{count} point has no class yet and was left out.</source>
        <translation>{count} punto no tiene clase todavía y se omitió.</translation>
    </message>
    <message>
        <source>{count} point lies in a pixel that has another point already, and both count, which makes the standard errors too small; delete duplicates.</source>
        <translation>{count} punto está en un píxel que ya tiene otro punto, y ambos cuentan, lo que hace los errores estándar demasiado pequeños; elimine los duplicados.</translation>
    </message>
    <message>
        <source>{count} point or pixel where the map has no class was left out.</source>
        <translation>Se omitió {count} punto o píxel donde el mapa no tiene clase.</translation>
    </message>
    <message>
        <source>{count} points do not say their stratum and the area of it, so all points are weighted by the map's classes. Fill in both, or name the raster that the points were drawn from as {STRATA}.</source>
        <translation>{count} puntos no indican su estrato y la superficie de este, así que todos los puntos se ponderan por las clases del mapa. Rellene ambos campos, o indique en {STRATA} el ráster del que se sortearon los puntos.</translation>
    </message>
    <message>
        <source>{count} points drawn.</source>
        <translation>{count} puntos sorteados.</translation>
    </message>
    <message>
        <source>{count} points have no class yet and were left out.</source>
        <translation>{count} puntos no tienen clase todavía y se omitieron.</translation>
    </message>
    <message>
        <source>{count} points lie in pixels that have another point already, and all count, which makes the standard errors too small; delete duplicates.</source>
        <translation>{count} puntos están en píxeles que ya tienen otro punto, y todos cuentan, lo que hace los errores estándar demasiado pequeños; elimine los duplicados.</translation>
    </message>
    <message>
        <source>{count} points or pixels where the map has no class were left out.</source>
        <translation>Se omitieron {count} puntos o píxeles donde el mapa no tiene clase.</translation>
    </message>
    <message>
        <source>{count} polygon narrower than {MIN_PARCEL_WIDTH} ({least:g} m) is left out.</source>
        <translation>Se deja fuera {count} polígono más estrecho que {MIN_PARCEL_WIDTH} ({least:g} m).</translation>
    </message>
    <message>
        <source>{count} polygon of less than {MIN_PARCEL_AREA} ({least:g} ha) is left out.</source>
        <translation>Se deja fuera {count} polígono de menos de {MIN_PARCEL_AREA} ({least:g} ha).</translation>
    </message>
    <message>
        <source>{count} polygons narrower than {MIN_PARCEL_WIDTH} ({least:g} m) are left out.</source>
        <translation>Se dejan fuera {count} polígonos más estrechos que {MIN_PARCEL_WIDTH} ({least:g} m).</translation>
    </message>
    <message>
        <source>{count} polygons of less than {MIN_PARCEL_AREA} ({least:g} ha) are left out.</source>
        <translation>Se dejan fuera {count} polígonos de menos de {MIN_PARCEL_AREA} ({least:g} ha).</translation>
    </message>
    <message>
        <source>{count} product failed: {failed}. Run again with the same folder to try once more.</source>
        <translation>{count} producto falló: {failed}. Ejecute de nuevo con la misma carpeta para volver a intentarlo.</translation>
    </message>
    <message>
        <source>{count} product is here already.</source>
        <translation>{count} producto ya está aquí.</translation>
    </message>
    <message>
        <source>{count} products are here already.</source>
        <translation>{count} productos ya están aquí.</translation>
    </message>
    <message>
        <source>{count} products failed: {failed}. Run again with the same folder to try once more.</source>
        <translation>{count} productos fallaron: {failed}. Ejecute de nuevo con la misma carpeta para volver a intentarlo.</translation>
    </message>
    <message>
        <source>{count} raster is left out, as the other folder has none of its name: {names}.</source>
        <translation>Se omite {count} ráster, porque la otra carpeta no tiene ninguno de su nombre: {names}.</translation>
    </message>
    <message>
        <source>{count} raster of {folder} is left out, which holds classes, labels or counts and is no image: {names}.</source>
        <translation>Se omite {count} ráster de {folder}, que contiene clases, etiquetas o recuentos y no es una imagen: {names}.</translation>
    </message>
    <message>
        <source>{count} raster of {folder} is left out, which is a mask by its name: {names}.</source>
        <translation>Se omite {count} ráster de {folder}, que por su nombre es una máscara: {names}.</translation>
    </message>
    <message>
        <source>{count} raster stores numbers with a scale and an offset: its true values are taken.</source>
        <translation>{count} ráster guarda números con escala y desplazamiento: se toman sus valores verdaderos.</translation>
    </message>
    <message>
        <source>{count} rasters are left out, as the other folder has none of their names: {names}.</source>
        <translation>Se omiten {count} ráster, porque la otra carpeta no tiene ninguno de sus nombres: {names}.</translation>
    </message>
    <message>
        <source>{count} rasters are too many; at most {most_dates} can be combined.</source>
        <translation>{count} ráster son demasiados; como máximo se pueden combinar {most_dates}.</translation>
    </message>
    <message>
        <source>{count} rasters of {folder} are left out, which are masks by their names: {names}.</source>
        <translation>Se omiten {count} rásteres de {folder}, que por sus nombres son máscaras: {names}.</translation>
    </message>
    <message>
        <source>{count} rasters of {folder} are left out, which hold classes, labels or counts and are no images: {names}.</source>
        <translation>Se omiten {count} rásteres de {folder}, que contienen clases, etiquetas o recuentos y no son imágenes: {names}.</translation>
    </message>
    <message>
        <source>{count} rasters store numbers with a scale and an offset: their true values are taken.</source>
        <translation>{count} rásteres guardan números con escala y desplazamiento: se toman sus valores verdaderos.</translation>
    </message>
    <message>
        <source>{count} row of tiles.csv has no tile_id; export that dataset again.</source>
        <translation>{count} fila de tiles.csv no tiene tile_id; exporte de nuevo ese conjunto de datos.</translation>
    </message>
    <message>
        <source>{count} rows of tiles.csv have no tile_id; export that dataset again.</source>
        <translation>{count} filas de tiles.csv no tienen tile_id; exporte de nuevo ese conjunto de datos.</translation>
    </message>
    <message>
        <source>{count} sample</source>
        <translation>{count} muestra</translation>
    </message>
    <message>
        <source>{count} sample of {total} could not be read ({reason}) and is not in the dataset, which is whole but for it. Run again with {RESUME} to ask for that sample alone.</source>
        <translation>No se pudo leer {count} muestra de {total} ({reason}) y no está en el conjunto de datos, que salvo por ella está completo. Ejecute de nuevo con {RESUME} para pedir solo esa muestra.</translation>
    </message>
    <message>
        <source>{count} sample packed to {path} ({size}), and read back without an error.</source>
        <translation>{count} muestra empaquetada en {path} ({size}) y releída sin errores.</translation>
    </message>
    <message>
        <source>{count} sample written to {folder} ({size}).</source>
        <translation>{count} muestra escrita en {folder} ({size}).</translation>
    </message>
    <message>
        <source>{count} samples</source>
        <translation>{count} muestras</translation>
    </message>
    <message>
        <source>{count} samples of {total} could not be read ({reason}) and are not in the dataset, which is whole but for them. Run again with {RESUME} to ask for those alone.</source>
        <translation>No se pudieron leer {count} muestras de {total} ({reason}) y no están en el conjunto de datos, que salvo por ellas está completo. Ejecute de nuevo con {RESUME} para pedir solo esas.</translation>
    </message>
    <message>
        <source>{count} samples packed to {path} ({size}), and read back without an error.</source>
        <translation>{count} muestras empaquetadas en {path} ({size}) y releídas sin errores.</translation>
    </message>
    <message>
        <source>{count} samples written to {folder} ({size}).</source>
        <translation>{count} muestras escritas en {folder} ({size}).</translation>
    </message>
    <message>
        <source>{count} scene is left out, which has no feature of {CENTRES} near it: {names}.</source>
        <translation>Se omite {count} escena, que no tiene cerca ningún objeto de {CENTRES}: {names}.</translation>
    </message>
    <message>
        <source>{count} scene is left out, which has no room for a whole tile: {names}. Choose a smaller {TILE_SIZE}, or {EDGE=KEEP}, to have tiles of it.</source>
        <translation>Se omite {count} escena, en la que no cabe ninguna tesela entera: {names}. Elija un {TILE_SIZE} menor, o {EDGE=KEEP}, para obtener teselas de ella.</translation>
    </message>
    <message>
        <source>{count} scenes are left out, which have no feature of {CENTRES} near them: {names}.</source>
        <translation>Se omiten {count} escenas, que no tienen cerca ningún objeto de {CENTRES}: {names}.</translation>
    </message>
    <message>
        <source>{count} scenes are left out, which have no room for a whole tile: {names}. Choose a smaller {TILE_SIZE}, or {EDGE=KEEP}, to have tiles of them.</source>
        <translation>Se omiten {count} escenas, en las que no cabe ninguna tesela entera: {names}. Elija un {TILE_SIZE} menor, o {EDGE=KEEP}, para obtener teselas de ellas.</translation>
    </message>
    <message>
        <source>{count} scenes have no tile of the split train, so the scaling of each is fitted to all of its tiles: {scenes}.</source>
        <translation>{count} escenas no tienen ninguna tesela de la división train, de modo que el escalado de cada una se ajusta a todas sus teselas: {scenes}.</translation>
    </message>
    <message>
        <source>{count} shape of {layer} has no area, or no outline that can be read, and was skipped.</source>
        <translation>{count} forma de {layer} no tiene área, ni un contorno que se pueda leer, y se omitió.</translation>
    </message>
    <message>
        <source>{count} shapes of {layer} have no area, or no outline that can be read, and were skipped.</source>
        <translation>{count} formas de {layer} no tienen área, ni un contorno que se pueda leer, y se omitieron.</translation>
    </message>
    <message>
        <source>{count} tile</source>
        <translation>{count} tesela</translation>
    </message>
    <message>
        <source>{count} tile cut in {time} ({rate} per second).</source>
        <translation>{count} tesela cortada en {time} ({rate} por segundo).</translation>
    </message>
    <message>
        <source>{count} tile has no class and is left out.</source>
        <translation>{count} tesela no tiene clase y queda fuera.</translation>
    </message>
    <message>
        <source>{count} tile has no class at all.</source>
        <translation>{count} tesela no tiene ninguna clase.</translation>
    </message>
    <message>
        <source>{count} tile has no split and is left out.</source>
        <translation>{count} tesela no tiene división y se descarta.</translation>
    </message>
    <message>
        <source>{count} tile has no tile_id; fill the field in, or remove it to have the tiles numbered.</source>
        <translation>{count} tesela no tiene tile_id; rellene el campo, o quítelo para que las teselas se numeren.</translation>
    </message>
    <message>
        <source>{count} tile holds the area: {names}.</source>
        <translation>{count} tesela contiene el área: {names}.</translation>
    </message>
    <message>
        <source>{count} tile is left out, which the dataset has already.</source>
        <translation>Se omite {count} tesela, que el conjunto de datos ya tiene.</translation>
    </message>
    <message>
        <source>{count} tile is not judged, because no other place has its class: {names}.</source>
        <translation>{count} tesela no se juzga, porque ningún otro lugar tiene su clase: {names}.</translation>
    </message>
    <message>
        <source>{count} tile is not where its window fields say: {names}. {first} has window {told}, but its outline is at {window}. Restore the outline, or remove the fields col_off, row_off, width and height.</source>
        <translation>{count} tesela no está donde dicen sus campos de ventana: {names}. {first} tiene la ventana {told}, pero su contorno está en {window}. Restaure el contorno, o quite los campos col_off, row_off, width y height.</translation>
    </message>
    <message>
        <source>{count} tile is skipped: {reason}.</source>
        <translation>Se omite {count} tesela: {reason}.</translation>
    </message>
    <message>
        <source>{count} tile kept, {rejected} rejected.</source>
        <translation>{count} tesela conservada; descartadas: {rejected}.</translation>
    </message>
    <message>
        <source>{count} tile lies in no coarse tile.</source>
        <translation>{count} tesela no está en ninguna tesela gruesa.</translation>
    </message>
    <message>
        <source>{count} tile lies in no group; it stands by itself.</source>
        <translation>{count} tesela no está en ningún grupo y va por su cuenta.</translation>
    </message>
    <message>
        <source>{count} tile loaded from {folder}.</source>
        <translation>{count} tesela cargada de {folder}.</translation>
    </message>
    <message>
        <source>{count} tile made.</source>
        <translation>{count} tesela creada.</translation>
    </message>
    <message>
        <source>{count} tile of test is judged as well, as {INCLUDE_TEST} says. Labels of test that are changed change what scores mean: earlier ones can no longer be compared.</source>
        <translation>{count} tesela de test se juzga también, como dice {INCLUDE_TEST}. Las etiquetas de test que se cambian cambian lo que significan las puntuaciones: las anteriores ya no se pueden comparar.</translation>
    </message>
    <message>
        <source>{count} tile of test is left out; {INCLUDE_TEST} judges it as well.</source>
        <translation>{count} tesela de test queda fuera; {INCLUDE_TEST} la juzga también.</translation>
    </message>
    <message>
        <source>{count} tile of {datasets} datasets is now in {folder}: {how}.</source>
        <translation>{count} tesela de {datasets} conjuntos de datos está ahora en {folder}: {how}.</translation>
    </message>
    <message>
        <source>{count} tile of {total} could not be read ({reason}) and is not added. Add it later with Export Tiles and {APPEND}, from the same {SCENES} and their grid.</source>
        <translation>No se pudo leer {count} tesela de {total} ({reason}) y no se añade. Añádala más tarde con Exportar teselas y {APPEND}, de las mismas {SCENES} y su cuadrícula.</translation>
    </message>
    <message>
        <source>{count} tile of {total} could not be read ({reason}) and is not in the dataset, which is whole but for it. Run again with {RESUME} to ask for that tile alone.</source>
        <translation>{count} tesela de {total} no se pudo leer ({reason}) y no está en el conjunto de datos, que por lo demás está completo. Vuelva a ejecutarlo con {RESUME} para pedir solo esa tesela.</translation>
    </message>
    <message>
        <source>{count} tile packed to {path} ({size}), and read back without an error.</source>
        <translation>{count} tesela empaquetada en {path} ({size}) y releída sin errores.</translation>
    </message>
    <message>
        <source>{count} tile was added to {folder}, which has {total} now.</source>
        <translation>Se ha añadido {count} tesela a {folder}, que ahora tiene {total}.</translation>
    </message>
    <message>
        <source>{count} tile written to {folder} ({size} of images).</source>
        <translation>Se escribió {count} tesela en {folder} ({size} de imágenes).</translation>
    </message>
    <message>
        <source>{count} tiles</source>
        <translation>{count} teselas</translation>
    </message>
    <message>
        <source>{count} tiles are left out, which the dataset has already.</source>
        <translation>Se omiten {count} teselas, que el conjunto de datos ya tiene.</translation>
    </message>
    <message>
        <source>{count} tiles are not judged, because no other place has their classes: {names}.</source>
        <translation>{count} teselas no se juzgan, porque ningún otro lugar tiene sus clases: {names}.</translation>
    </message>
    <message>
        <source>{count} tiles are not where their window fields say: {names}. {first} has window {told}, but its outline is at {window}. Restore the outlines, or remove the fields col_off, row_off, width and height.</source>
        <translation>{count} teselas no están donde dicen sus campos de ventana: {names}. {first} tiene la ventana {told}, pero su contorno está en {window}. Restaure los contornos, o quite los campos col_off, row_off, width y height.</translation>
    </message>
    <message>
        <source>{count} tiles are skipped: {reason}.</source>
        <translation>Se omiten {count} teselas: {reason}.</translation>
    </message>
    <message>
        <source>{count} tiles cut in {time} ({rate} per second).</source>
        <translation>{count} teselas cortadas en {time} ({rate} por segundo).</translation>
    </message>
    <message>
        <source>{count} tiles have no class and are left out.</source>
        <translation>{count} teselas no tienen clase y quedan fuera.</translation>
    </message>
    <message>
        <source>{count} tiles have no class at all.</source>
        <translation>Teselas sin ninguna clase: {count}.</translation>
    </message>
    <message>
        <source>{count} tiles have no split and are left out.</source>
        <translation>{count} teselas no tienen división y se descartan.</translation>
    </message>
    <message>
        <source>{count} tiles have no tile_id; fill the field in, or remove it to have the tiles numbered.</source>
        <translation>{count} teselas no tienen tile_id; rellene el campo, o quítelo para que las teselas se numeren.</translation>
    </message>
    <message>
        <source>{count} tiles hold the area: {names}.</source>
        <translation>{count} teselas contienen el área: {names}.</translation>
    </message>
    <message>
        <source>{count} tiles kept, {rejected} rejected.</source>
        <translation>Teselas conservadas: {count}; descartadas: {rejected}.</translation>
    </message>
    <message>
        <source>{count} tiles lie in no coarse tile.</source>
        <translation>Teselas que no están en ninguna tesela gruesa: {count}.</translation>
    </message>
    <message>
        <source>{count} tiles lie in no group; each stands by itself.</source>
        <translation>Teselas que no están en ningún grupo y van por su cuenta: {count}.</translation>
    </message>
    <message>
        <source>{count} tiles loaded from {folder}.</source>
        <translation>{count} teselas cargadas de {folder}.</translation>
    </message>
    <message>
        <source>{count} tiles made.</source>
        <translation>Teselas creadas: {count}.</translation>
    </message>
    <message>
        <source>{count} tiles of test are judged as well, as {INCLUDE_TEST} says. Labels of test that are changed change what scores mean: earlier ones can no longer be compared.</source>
        <translation>{count} teselas de test se juzgan también, como dice {INCLUDE_TEST}. Las etiquetas de test que se cambian cambian lo que significan las puntuaciones: las anteriores ya no se pueden comparar.</translation>
    </message>
    <message>
        <source>{count} tiles of test are left out; {INCLUDE_TEST} judges them as well.</source>
        <translation>{count} teselas de test quedan fuera; {INCLUDE_TEST} las juzga también.</translation>
    </message>
    <message>
        <source>{count} tiles of {datasets} datasets are now in {folder}: {how}.</source>
        <translation>{count} teselas de {datasets} conjuntos de datos están ahora en {folder}: {how}.</translation>
    </message>
    <message>
        <source>{count} tiles of {total} could not be read ({reason}) and are not added. Add them later with Export Tiles and {APPEND}, from the same {SCENES} and their grid.</source>
        <translation>No se pudieron leer {count} teselas de {total} ({reason}) y no se añaden. Añádalas más tarde con Exportar teselas y {APPEND}, de las mismas {SCENES} y su cuadrícula.</translation>
    </message>
    <message>
        <source>{count} tiles of {total} could not be read ({reason}) and are not in the dataset, which is whole but for them. Run again with {RESUME} to ask for those alone.</source>
        <translation>{count} teselas de {total} no se pudieron leer ({reason}) y no están en el conjunto de datos, que por lo demás está completo. Vuelva a ejecutarlo con {RESUME} para pedir solo esas.</translation>
    </message>
    <message>
        <source>{count} tiles packed to {path} ({size}), and read back without an error.</source>
        <translation>{count} teselas empaquetadas en {path} ({size}) y releídas sin errores.</translation>
    </message>
    <message>
        <source>{count} tiles share ground with one of another dataset and split, such as {one} ({split}) and {other} ({other_split}); Audit Split tells how much.</source>
        <translation>{count} teselas comparten terreno con alguna de otro conjunto de datos y otra división, como {one} ({split}) y {other} ({other_split}); Auditar división dice cuánto.</translation>
    </message>
    <message>
        <source>{count} tiles were added to {folder}, which has {total} now.</source>
        <translation>Se han añadido {count} teselas a {folder}, que ahora tiene {total}.</translation>
    </message>
    <message>
        <source>{count} tiles written to {folder} ({size} of images).</source>
        <translation>Se escribieron {count} teselas en {folder} ({size} de imágenes).</translation>
    </message>
    <message>
        <source>{count} values of tile_id occur more than once: {repeated}; each tile needs its own.</source>
        <translation>{count} valores de tile_id aparecen más de una vez: {repeated}; cada tesela necesita el suyo.</translation>
    </message>
    <message>
        <source>{count} window does not end at pixels of {bands}, which are {factor} times as wide; it is moved to the nearest there.</source>
        <translation>{count} ventana no termina en píxeles de {bands}, que son {factor} veces más anchos; se mueve a los más próximos de ese ráster.</translation>
    </message>
    <message>
        <source>{count} window is left out; tiles.gpkg says why.</source>
        <translation>Se descarta {count} ventana; tiles.gpkg dice por qué.</translation>
    </message>
    <message>
        <source>{count} windows are left out; tiles.gpkg says why.</source>
        <translation>Ventanas descartadas: {count}; tiles.gpkg dice por qué.</translation>
    </message>
    <message>
        <source>{count} windows do not end at pixels of {bands}, which are {factor} times as wide; they are moved to the nearest there.</source>
        <translation>{count} ventanas no terminan en píxeles de {bands}, que son {factor} veces más anchos; se mueven a los más próximos de ese ráster.</translation>
    </message>
    <message>
        <source>{count} {reason}</source>
        <translation>{count} {reason}</translation>
    </message>
    <message>
        <source>{description} or {manifest} lacks what its layout needs ({error!r}).</source>
        <translation>{description} o {manifest} carece de lo que su estructura necesita ({error!r}).</translation>
    </message>
    <message>
        <source>{difference} One style cannot draw them; choose another {SCALING}.</source>
        <translation>{difference} Un solo estilo no puede dibujarlas; elija otro {SCALING}.</translation>
    </message>
    <message>
        <source>{difference}, or set {DIFFERENCES=AS_TAGGED} to take them by their places.</source>
        <translation>{difference}, o use {DIFFERENCES=AS_TAGGED} para tomarlas por su posición.</translation>
    </message>
    <message>
        <source>{difference}, so all its pixels count as values; if some are nodata, tag them first (Raster &gt; Conversion &gt; Translate, Assign a nodata value).</source>
        <translation>{difference}, así que todos sus píxeles cuentan como valores; si algunos son sin datos, márquelos antes (Ráster &gt; Conversión &gt; Traducir, Asignar un valor sin datos).</translation>
    </message>
    <message>
        <source>{difference}, so their values cannot be mixed; {remedies}.</source>
        <translation>{difference}, así que sus valores no se pueden mezclar; {remedies}.</translation>
    </message>
    <message>
        <source>{difference}: less than half a step of the 255 that images hold, so that a value becomes the same number in both or the one beside it. The record tells the range of {first}.</source>
        <translation>{difference}: menos de medio paso de los 255 que contienen las imágenes, de modo que un valor se convierte en ambos en el mismo número o en el contiguo. El registro indica el rango de {first}.</translation>
    </message>
    <message>
        <source>{difference}; export one of them again with {SCALING=RANGE} and the numbers of the other.</source>
        <translation>{difference}; exporte uno de ellos de nuevo con {SCALING=RANGE} y los números del otro.</translation>
    </message>
    <message>
        <source>{difference}; give the products themselves (.SAFE folders or zip files), which are read with their offsets.</source>
        <translation>{difference}; indique los propios productos (carpetas .SAFE o archivos zip), que se leen con sus desplazamientos.</translation>
    </message>
    <message>
        <source>{difference}; read the products by {remedy}, or set {DIFFERENCES}={as_tagged} to mix them as they are.</source>
        <translation>{difference}; hay que leer los productos con {remedy} o poner {DIFFERENCES}={as_tagged} para mezclarlos tal como están.</translation>
    </message>
    <message>
        <source>{difference}; they are mixed as they are.</source>
        <translation>{difference}; se mezclan tal como están.</translation>
    </message>
    <message>
        <source>{done} of {total} tiles, {rate} per second, about {left} left.</source>
        <translation>{done} de {total} teselas, {rate} por segundo, quedan unos {left}.</translation>
    </message>
    <message>
        <source>{dtype} with {scale}</source>
        <translation>{dtype} con {scale}</translation>
    </message>
    <message>
        <source>{dtype} without a scale</source>
        <translation>{dtype} sin escala</translation>
    </message>
    <message>
        <source>{error}.</source>
        <translation>{error}.</translation>
    </message>
    <message>
        <source>{files} files are bands of {count} image: {names}.</source>
        <translation>{files} archivos son bandas de {count} imagen: {names}.</translation>
    </message>
    <message>
        <source>{files} files are bands of {count} images: {names}.</source>
        <translation>{files} archivos son bandas de {count} imágenes: {names}.</translation>
    </message>
    <message>
        <source>{files} is of {numbering} and {others} of {other_numbering}, which number their bands differently; use those of one alone, or name the files after the colours of their bands.</source>
        <translation>{files} es de {numbering} y {others}, de {other_numbering}, que numeran sus bandas de forma distinta; use solo los de uno de los dos, o dé a los archivos los nombres de los colores de sus bandas.</translation>
    </message>
    <message>
        <source>{file} does not end as XML does.</source>
        <translation>{file} no termina como termina un XML.</translation>
    </message>
    <message>
        <source>{file} has no mask, which pairs all others wrongly.</source>
        <translation>{file} no tiene máscara, lo que empareja mal todas las demás.</translation>
    </message>
    <message>
        <source>{file} has other bands than {first}; the images of a dataset are to have the same.</source>
        <translation>{file} tiene otras bandas que {first}; las imágenes de un conjunto de datos deben tener las mismas.</translation>
    </message>
    <message>
        <source>{file} is not about {name}.</source>
        <translation>{file} no trata de {name}.</translation>
    </message>
    <message>
        <source>{file} is not in {folder}, the folder of its class and split.</source>
        <translation>{file} no está en {folder}, la carpeta de su clase y división.</translation>
    </message>
    <message>
        <source>{file} is not in {folder}, the folder of its split.</source>
        <translation>{file} no está en {folder}, la carpeta de su división.</translation>
    </message>
    <message>
        <source>{file} is too large to be looked through for addresses on the network while it is compressed; unpack it, and name the file that was in it.</source>
        <translation>{file} es demasiado grande para buscar en él direcciones de la red mientras esté comprimido; descomprímalo y dé el archivo que contenía.</translation>
    </message>
    <message>
        <source>{file} names {label}, which is not there.</source>
        <translation>{file} nombra {label}, que no está.</translation>
    </message>
    <message>
        <source>{file} of {host} cannot be read there: {reason}</source>
        <translation>{file} de {host} no se puede leer ahí: {reason}</translation>
    </message>
    <message>
        <source>{file} says that its image has {told} pixels, and it has {found}.</source>
        <translation>{file} dice que su imagen tiene {told} píxeles, y tiene {found}.</translation>
    </message>
    <message>
        <source>{file} says that labels are {told}, and they are {expected}.</source>
        <translation>{file} dice que las etiquetas son {told}, y son {expected}.</translation>
    </message>
    <message>
        <source>{file} says {key} is {told}, and it is {expected}.</source>
        <translation>{file} dice que {key} es {told}, y es {expected}.</translation>
    </message>
    <message>
        <source>{file} shows the same ground as {other}, of another split.</source>
        <translation>{file} muestra el mismo terreno que {other}, de otra división.</translation>
    </message>
    <message>
        <source>{file}: {text}.</source>
        <translation>{file}: {text}.</translation>
    </message>
    <message>
        <source>{file}: {what} {remedy}</source>
        <translation>{file}: {what} {remedy}</translation>
    </message>
    <message>
        <source>{first} and {other} have different styles, so that one colour would mean two things; copy the style of one to all (Layer &gt; Copy Style), give a {STYLE_FILE}, or choose another {SCALING}.</source>
        <translation>{first} y {other} tienen estilos distintos, de modo que un color significaría dos cosas; copie el estilo de una a todas (Capa &gt; Copiar estilo), indique un {STYLE_FILE} o elija otro {SCALING}.</translation>
    </message>
    <message>
        <source>{first} and {second} are both {path}; choose another file for one of them.</source>
        <translation>{first} y {second} son el mismo archivo, {path}; hay que elegir otro para uno de los dos.</translation>
    </message>
    <message>
        <source>{first} and {second} both give labels; give one of them.</source>
        <translation>Tanto {first} como {second} dan etiquetas; hay que indicar solo uno de los dos.</translation>
    </message>
    <message>
        <source>{first} and {second} both say which image is meant; give one of them.</source>
        <translation>{first} y {second} dicen ambos de qué imagen se trata; indique uno de los dos.</translation>
    </message>
    <message>
        <source>{first} and {second} come as near as {metres:.10g} m ({one} and {other}), and {asked:.10g} m are asked for.</source>
        <translation>{first} y {second} llegan a estar a solo {metres:.10g} m ({one} y {other}), y se piden {asked:.10g} m.</translation>
    </message>
    <message>
        <source>{first} and {second} make {count} pair of tiles.</source>
        <translation>{first} y {second} forman {count} par de teselas.</translation>
    </message>
    <message>
        <source>{first} and {second} make {count} pairs of tiles.</source>
        <translation>{first} y {second} forman {count} pares de teselas.</translation>
    </message>
    <message>
        <source>{first} failed: {why}</source>
        <translation>{first} falló: {why}</translation>
    </message>
    <message>
        <source>{first} has {ours}, and {other} has {theirs}: they cannot be scenes of one dataset.</source>
        <translation>{first} tiene {ours}, y {other} tiene {theirs}: no pueden ser escenas de un mismo conjunto de datos.</translation>
    </message>
    <message>
        <source>{first}, or {second}</source>
        <translation>{first}, o {second}</translation>
    </message>
    <message>
        <source>{folder} had the images of all its tiles already; what tells of them was written anew.</source>
        <translation>{folder} ya tenía las imágenes de todas sus teselas; lo que informa de ellas se escribió de nuevo.</translation>
    </message>
    <message>
        <source>{folder} has no tiles with a class that can be judged.</source>
        <translation>{folder} no tiene teselas con una clase que se puedan juzgar.</translation>
    </message>
    <message>
        <source>{folder} has no {name}, so it is not a Tilewright dataset; name another folder.</source>
        <translation>{folder} no tiene {name}, así que no es un conjunto de datos de Tilewright; indique otra carpeta.</translation>
    </message>
    <message>
        <source>{folder} has the {column} {strange!r}, which {description} does not know; export the dataset again.</source>
        <translation>{folder} tiene en {column} el valor {strange!r}, que {description} no conoce; exporte de nuevo el conjunto de datos.</translation>
    </message>
    <message>
        <source>{folder} holds no Sentinel-2 product and no raster; choose another folder.</source>
        <translation>{folder} no contiene ningún producto Sentinel-2 ni ningún ráster; hay que elegir otra carpeta.</translation>
    </message>
    <message>
        <source>{folder} holds no dataset to add to; name its folder with {OUTPUT}, or leave {APPEND} out.</source>
        <translation>{folder} no contiene ningún conjunto de datos al que añadir; indique su carpeta con {OUTPUT} o no use {APPEND}.</translation>
    </message>
    <message>
        <source>{folder} holds no dataset to update; name its folder, or leave {UPDATE} out.</source>
        <translation>{folder} no contiene ningún conjunto de datos que actualizar; indique su carpeta u omita {UPDATE}.</translation>
    </message>
    <message>
        <source>{folder} holds no {manifest}; choose the folder of a dataset that Export tiles or Build dataset wrote.</source>
        <translation>{folder} no contiene {manifest}; elija la carpeta de un conjunto de datos escrito por Exportar teselas o Crear conjunto de datos.</translation>
    </message>
    <message>
        <source>{folder} is not a dataset: it has no {manifest}. Name the folder that Export Tiles, Build Dataset or Export Time Series wrote.</source>
        <translation>{folder} no es un conjunto de datos: no tiene {manifest}. Indique la carpeta escrita por Exportar teselas, Crear conjunto de datos o Exportar series temporales.</translation>
    </message>
    <message>
        <source>{folder} is not a folder; name the one that holds the images.</source>
        <translation>{folder} no es una carpeta; indique la que contiene las imágenes.</translation>
    </message>
    <message>
        <source>{folder} is not of the earlier dataset and would be overwritten; move it away, or choose another folder.</source>
        <translation>{folder} no es del conjunto de datos anterior y se sobrescribiría; muévalo a otro lugar o elija otra carpeta.</translation>
    </message>
    <message>
        <source>{folder} names a file outside the dataset ({name!r}).</source>
        <translation>{folder} nombra un archivo de fuera del conjunto de datos ({name!r}).</translation>
    </message>
    <message>
        <source>{folder} names a file outside the dataset ({name!r}); the folder is left alone.</source>
        <translation>{folder} nombra un archivo de fuera del conjunto de datos ({name!r}); la carpeta no se toca.</translation>
    </message>
    <message>
        <source>{given} add up to {total:g} %; they must not exceed 100.</source>
        <translation>{given} suman {total:g} %; no deben pasar de 100.</translation>
    </message>
    <message>
        <source>{given} is given without {METHOD}; choose one of {methods}.</source>
        <translation>Se ha indicado {given} sin {METHOD}; hay que elegir uno de estos: {methods}.</translation>
    </message>
    <message>
        <source>{given} is given without {missing}; give both.</source>
        <translation>Se ha indicado {given} sin {missing}; hay que indicar ambos.</translation>
    </message>
    <message>
        <source>{given}: all shares are zero; give at least one split some tiles.</source>
        <translation>{given}: todas las proporciones son cero; dé teselas al menos a una división.</translation>
    </message>
    <message>
        <source>{host} does not answer as a token service does; check {TOKEN_URL}.</source>
        <translation>{host} no responde como un servicio de tokens; compruebe {TOKEN_URL}.</translation>
    </message>
    <message>
        <source>{host} does not answer: {reason} (asked {count} times). Check the address and your connection, or try again later.</source>
        <translation>{host} no responde: {reason} (se preguntó {count} veces). Compruebe la dirección y la conexión, o inténtelo más tarde.</translation>
    </message>
    <message>
        <source>{host} does not answer: {reason}. Check the address and your connection, or try again later.</source>
        <translation>{host} no responde: {reason}. Compruebe la dirección y la conexión, o inténtelo más tarde.</translation>
    </message>
    <message>
        <source>{host} takes no more requests for {seconds:.0f} s (it answers {status}); try again then.</source>
        <translation>{host} no admite más peticiones durante {seconds:.0f} s (responde {status}); inténtelo de nuevo entonces.</translation>
    </message>
    <message>
        <source>{host} takes no such user name and password; check the authentication configuration {AUTHCFG}. Accounts with a second factor need one of the method OAuth2.</source>
        <translation>{host} no acepta ese usuario y contraseña; compruebe la configuración de autenticación {AUTHCFG}. Las cuentas con un segundo factor necesitan una del método OAuth2.</translation>
    </message>
    <message>
        <source>{host}: {reason}; asking again in {seconds:.0f} s.</source>
        <translation>{host}: {reason}; se vuelve a preguntar dentro de {seconds:.0f} s.</translation>
    </message>
    <message>
        <source>{index} needs reflectances from 0 to 1, and {name} holds {what}; say with {REFLECTANCE} what makes them of its numbers, such as 0.0001, or 0.0001,-0.1.</source>
        <translation>{index} necesita reflectancias de 0 a 1, y {name} contiene {what}; diga con {REFLECTANCE} lo que las hace de sus números, como 0.0001, o 0.0001,-0.1.</translation>
    </message>
    <message>
        <source>{index} needs {needed}, and nothing tells which band of {name} ({bands}) is {missing}; say it with {BAND_MEANINGS}, such as {example}.</source>
        <translation>{index} necesita {needed}, y nada dice qué banda de {name} ({bands}) es {missing}; dígalo con {BAND_MEANINGS}, como {example}.</translation>
    </message>
    <message>
        <source>{item} has no asset that is an image.</source>
        <translation>{item} no tiene ningún archivo (asset) que sea una imagen.</translation>
    </message>
    <message>
        <source>{item} has no asset {name}, which {ASSETS} names; it has {names}.</source>
        <translation>{item} no tiene el archivo {name}, que nombra {ASSETS}; tiene {names}.</translation>
    </message>
    <message>
        <source>{json} in it is not what it should be</source>
        <translation>su {json} no es lo que debería ser</translation>
    </message>
    <message>
        <source>{labels} and {raster} are both given; give one of them.</source>
        <translation>Se indican {labels} y {raster}; indique solo uno.</translation>
    </message>
    <message>
        <source>{label} cannot be read whole: it ends in the middle. Get the file again.</source>
        <translation>{label} no se puede leer entero: termina a la mitad. Obtenga el archivo de nuevo.</translation>
    </message>
    <message>
        <source>{label} is damaged: {manifest} tells of {wrong}. Get the product again, or remove {manifest} if the file was changed on purpose.</source>
        <translation>{label} está dañado: {manifest} habla de {wrong}. Obtenga de nuevo el producto, o quite {manifest} si el archivo se cambió a propósito.</translation>
    </message>
    <message>
        <source>{label} {percent:.1f} %, at least {least:g} %</source>
        <translation>{label} {percent:.1f} %, como mínimo {least:g} %</translation>
    </message>
    <message>
        <source>{layer} cannot be made as {path}: {reason}. Choose another place or format, such as GeoPackage.</source>
        <translation>No se puede crear {layer} como {path}: {reason}. Elija otro lugar o formato, como GeoPackage.</translation>
    </message>
    <message>
        <source>{layer} could not be written: {count} of {total} features arrived in {path}. Check the free space on the disk, or choose another folder.</source>
        <translation>No se pudo escribir {layer}: {count} de {total} objetos llegaron a {path}. Compruebe el espacio libre en el disco, o elija otra carpeta.</translation>
    </message>
    <message>
        <source>{layer} could not be written: {reason}. Check the free space on the disk, or choose another file.</source>
        <translation>No se pudo escribir {layer}: {reason}. Compruebe el espacio libre en el disco, o elija otro archivo.</translation>
    </message>
    <message>
        <source>{layer} has a corner without a place on the ground; repair or delete the shapes that Vector &gt; Geometry Tools &gt; Check Validity finds.</source>
        <translation>{layer} tiene un vértice sin lugar en el terreno; repare o elimine las formas que encuentre Vectorial &gt; Herramientas de geometría &gt; Comprobar validez.</translation>
    </message>
    <message>
        <source>{layer} has no coordinate system and {other} has one, so they cannot be laid over each other; assign one to {layer} (right-click the layer, Layer CRS).</source>
        <translation>{layer} no tiene sistema de coordenadas y {other} sí, así que no se pueden superponer; hay que asignar uno a {layer} (clic derecho en la capa, SRC de la capa).</translation>
    </message>
    <message>
        <source>{layer} has no feature near {name} to lay a tile around; name another layer with {CENTRES}.</source>
        <translation>{layer} no tiene ninguna entidad cerca de {name} en torno a la cual poner una tesela; indique otra capa con {CENTRES}.</translation>
    </message>
    <message>
        <source>{layer} has no polygon near the raster; check the coordinate system.</source>
        <translation>{layer} no tiene ningún polígono cerca del ráster; hay que revisar el sistema de coordenadas.</translation>
    </message>
    <message>
        <source>{layer} has no polygon with a value in {field} near the raster; check the field and the coordinate system.</source>
        <translation>{layer} no tiene ningún polígono con un valor en {field} cerca del ráster; compruebe el campo y el sistema de coordenadas.</translation>
    </message>
    <message>
        <source>{layer} has no polygon with a value in {field} of the year {year} near the raster; check the field and the coordinate system.</source>
        <translation>{layer} no tiene ningún polígono con un valor en {field} del año {year} cerca del ráster; compruebe el campo y el sistema de coordenadas.</translation>
    </message>
    <message>
        <source>{layer} has {code!r} for a coordinate system in its column crs; write a code such as EPSG:4326.</source>
        <translation>{layer} tiene {code!r} como sistema de coordenadas en su columna crs; hay que escribir un código como EPSG:4326.</translation>
    </message>
    <message>
        <source>{layer} holds no polygons; give a polygon layer, or a table with the columns geometry (well-known text) and crs.</source>
        <translation>{layer} no contiene polígonos; hay que indicar una capa de polígonos, o una tabla con las columnas geometry (texto bien conocido) y crs.</translation>
    </message>
    <message>
        <source>{layer} is a table without shapes, which {format} does not keep; choose another format, such as GeoPackage or CSV.</source>
        <translation>{layer} es una tabla sin geometrías, que {format} no admite; elija otro formato, como GeoPackage o CSV.</translation>
    </message>
    <message>
        <source>{layer} is damaged and cannot be read to its end ({reason}); get the file again.</source>
        <translation>{layer} está dañada y no se puede leer hasta el final ({reason}); obtenga otra vez el archivo.</translation>
    </message>
    <message>
        <source>{layer} is damaged: only {read} of its {count} features can be read ({reason}); get the file again.</source>
        <translation>{layer} está dañada: solo se pueden leer {read} de sus {count} objetos ({reason}); obtenga otra vez el archivo.</translation>
    </message>
    <message>
        <source>{layer} is written as CSV, which keeps no coordinate system; it is {crs}.</source>
        <translation>{layer} se escribe como CSV, que no guarda el sistema de coordenadas; es {crs}.</translation>
    </message>
    <message>
        <source>{layer} is written as {form}, which keeps no shapes; choose GeoPackage if you need them.</source>
        <translation>{layer} se escribe como {form}, que no guarda geometrías; elija GeoPackage si las necesita.</translation>
    </message>
    <message>
        <source>{least:.10g} to {last:.10g}</source>
        <translation>de {least:.10g} a {last:.10g}</translation>
    </message>
    <message>
        <source>{least:g} to {last:g}</source>
        <translation>de {least:g} a {last:g}</translation>
    </message>
    <message>
        <source>{line}</source>
        <translation>{line}</translation>
    </message>
    <message>
        <source>{lost} of {count} tiles are less than {SPLIT_BUFFER} ({distance:g} m) from another split, which leaves none for {empty}; choose {remedies}.</source>
        <translation>{lost} de {count} teselas están a menos de {SPLIT_BUFFER} ({distance:g} m) de otra división, lo que no deja ninguna para {empty}; elija {remedies}.</translation>
    </message>
    <message>
        <source>{lost} of {count} tiles are less than {distance:g} m, which {BUFFER_AUTO} found, from another split, which leaves none for {empty}; choose {remedies}.</source>
        <translation>{lost} de {count} teselas están a menos de {distance:g} m, distancia que halló {BUFFER_AUTO}, de otra división, lo que no deja ninguna para {empty}; elija {remedies}.</translation>
    </message>
    <message>
        <source>{lost} of {count} tiles are overlapping a tile of another split, which leaves none for {empty}; choose {remedies}.</source>
        <translation>{lost} de {count} teselas se superponen a una tesela de otra división, lo que no deja ninguna para {empty}; elija {remedies}.</translation>
    </message>
    <message>
        <source>{lost} of {count} tiles are rejected because they overlap; larger blocks, or fewer bands, would keep more.</source>
        <translation>{lost} de {count} teselas se descartan porque se superponen; con bloques más grandes, o menos bandas, se conservarían más.</translation>
    </message>
    <message>
        <source>{lost} of {count} tiles are rejected to keep splits {buffer:g} m apart; a smaller distance would keep more.</source>
        <translation>{lost} de {count} teselas se descartan para mantener las divisiones a {buffer:g} m entre sí; con una distancia menor se conservarían más.</translation>
    </message>
    <message>
        <source>{majority} is {side}, and a window with a pixel in its middle has an odd number of pixels along its side; choose {less} or {more}.</source>
        <translation>{majority} es {side}, y una ventana con un píxel en su centro tiene un número impar de píxeles por lado; elija {less} o {more}.</translation>
    </message>
    <message>
        <source>{manifest} names {name}, which is not in the dataset's folder.</source>
        <translation>{manifest} nombra {name}, que no está en la carpeta del conjunto de datos.</translation>
    </message>
    <message>
        <source>{methods}, where fewer tiles have neighbours elsewhere</source>
        <translation>{methods}, donde menos teselas tienen vecinas en otra división</translation>
    </message>
    <message>
        <source>{method} deals whole scenes, and the tiles are of {count} scene only, where {wanted} splits are asked for; add scenes, ask for fewer splits, or choose another {METHOD}.</source>
        <translation>{method} reparte escenas enteras, y las teselas son de {count} sola escena, cuando se piden {wanted} divisiones; añada escenas, pida menos divisiones o elija otro {METHOD}.</translation>
    </message>
    <message>
        <source>{method} deals whole scenes, and the tiles are of {count} scenes only, where {wanted} splits are asked for; add scenes, ask for fewer splits, or choose another {METHOD}.</source>
        <translation>{method} reparte escenas enteras, y las teselas son de solo {count} escenas, cuando se piden {wanted} divisiones; añada escenas, pida menos divisiones o elija otro {METHOD}.</translation>
    </message>
    <message>
        <source>{method} deals whole scenes, and the tiles have no field scene that names theirs; make them from several scenes, or choose another {METHOD}.</source>
        <translation>{method} reparte escenas enteras, y las teselas no tienen un campo scene que nombre la suya; créelas a partir de varias escenas o elija otro {METHOD}.</translation>
    </message>
    <message>
        <source>{method} learns from labelled pixels: give {LABELS} or {LABEL_RASTER}, or choose {METHOD=KMEANS}.</source>
        <translation>{method} aprende de píxeles etiquetados: indique {LABELS} o {LABEL_RASTER}, o elija {METHOD=KMEANS}.</translation>
    </message>
    <message>
        <source>{method} needs groups; name them with {GROUP_FIELD}.</source>
        <translation>{method} necesita grupos; indíquelos con {GROUP_FIELD}.</translation>
    </message>
    <message>
        <source>{method} of {band} in each scene: {least:g} to {most:g} becomes 0, {least_high:g} to {most_high:g} becomes 255.</source>
        <translation>{method} de {band} en cada escena: de {least:g} a {most:g} pasa a ser 0, de {least_high:g} a {most_high:g} pasa a ser 255.</translation>
    </message>
    <message>
        <source>{method} of {band}: {min:g} becomes 0, {max:g} 255.</source>
        <translation>{method} de {band}: {min:g} pasa a 0, {max:g} a 255.</translation>
    </message>
    <message>
        <source>{metres} m</source>
        <translation>{metres} m</translation>
    </message>
    <message>
        <source>{missing} of {date} has no mask of that date; add it.</source>
        <translation>{missing} del {date} no tiene ninguna máscara de esa fecha; añádala.</translation>
    </message>
    <message>
        <source>{names} and over {more} more</source>
        <translation>{names} y más de {more} más</translation>
    </message>
    <message>
        <source>{names} and {more} more</source>
        <translation>{names} y {more} más</translation>
    </message>
    <message>
        <source>{names} has no valid pixel: everything is nodata.</source>
        <translation>{names} no tiene ningún píxel válido: todo es sin datos.</translation>
    </message>
    <message>
        <source>{names} is of processing level {first} and {others} of {level}, whose values differ; give those of one level alone, or set {DIFFERENCES=AS_TAGGED} to mix them.</source>
        <translation>{names} es del nivel de procesamiento {first} y {others} del {level}, cuyos valores difieren; indique los de un solo nivel, o use {DIFFERENCES=AS_TAGGED} para mezclarlos.</translation>
    </message>
    <message>
        <source>{names} names {name}, which is not a raster.</source>
        <translation>{names} nombra {name}, que no es un ráster.</translation>
    </message>
    <message>
        <source>{name}</source>
        <translation>{name}</translation>
    </message>
    <message>
        <source>{name} ({codes})</source>
        <translation>{name} ({codes})</translation>
    </message>
    <message>
        <source>{name} ({count})</source>
        <translation>{name} ({count})</translation>
    </message>
    <message>
        <source>{name} ({reason})</source>
        <translation>{name} ({reason})</translation>
    </message>
    <message>
        <source>{name} ({width} x {height} pixels)</source>
        <translation>{name} ({width} x {height} píxeles)</translation>
    </message>
    <message>
        <source>{name} and the other map have no pixel with a class in both; check that they show the same place, and their nodata values.</source>
        <translation>{name} y el otro mapa no tienen ningún píxel con clase en ambos; compruebe que muestran el mismo lugar, y sus valores sin datos.</translation>
    </message>
    <message>
        <source>{name} and {APPEND} exclude each other; choose one of them.</source>
        <translation>{name} y {APPEND} se excluyen entre sí; elija uno de los dos.</translation>
    </message>
    <message>
        <source>{name} and {LABEL_RASTER} are both given; give polygons or a raster.</source>
        <translation>Se han indicado {name} y {LABEL_RASTER}; hay que indicar polígonos o un ráster.</translation>
    </message>
    <message>
        <source>{name} and {count} more</source>
        <translation>{name} y {count} más</translation>
    </message>
    <message>
        <source>{name} and {count} more mask</source>
        <translation>{name} y {count} máscara más</translation>
    </message>
    <message>
        <source>{name} and {count} more masks</source>
        <translation>{name} y {count} máscaras más</translation>
    </message>
    <message>
        <source>{name} and {different_name} have different coordinate systems, so that their pixels cannot be compared; set {REFERENCE} to FIRST, or give a {TEMPLATE}.</source>
        <translation>{name} y {different_name} tienen sistemas de coordenadas distintos, así que sus píxeles no se pueden comparar; ponga {REFERENCE} a FIRST o indique un {TEMPLATE}.</translation>
    </message>
    <message>
        <source>{name} and {other_name} are of one day, and have {count} and {other_count} bands that nothing names: if one of them is a mask, give it in {MASKS}; else name the bands, or leave one of them out.</source>
        <translation>{name} y {other_name} son del mismo día, y tienen {count} y {other_count} bandas que nada nombra: si uno de ellos es una máscara, indíquelo en {MASKS}; si no, dé nombre a las bandas o prescinda de uno de ellos.</translation>
    </message>
    <message>
        <source>{name} and {other} do not overlap; choose rasters of the same place.</source>
        <translation>{name} y {other} no se superponen; elija ráster del mismo lugar.</translation>
    </message>
    <message>
        <source>{name} and {other} have different palettes, so that their codes mean different colours; make each a picture of red, green and blue first (Raster &gt; Conversion &gt; PCT to RGB).</source>
        <translation>{name} y {other} tienen paletas diferentes, de modo que sus códigos significan colores diferentes; convierta antes cada uno en una imagen de rojo, verde y azul (Ráster &gt; Conversión &gt; PCT a RGB).</translation>
    </message>
    <message>
        <source>{name} cannot be drawn at column {col}, row {row}: {reason}.</source>
        <translation>{name} no se puede dibujar en la columna {col}, fila {row}: {reason}.</translation>
    </message>
    <message>
        <source>{name} cannot be placed on the map: pixels of {width:g} x {height:g} at {x:g}, {y:g} {wrong}; correct its extent with Raster &gt; Conversion &gt; Translate, or with gdal_edit.py -a_ullr.</source>
        <translation>{name} no se puede situar en el mapa: píxeles de {width:g} x {height:g} en {x:g}, {y:g} {wrong}; corrija su extensión con Ráster &gt; Conversión &gt; Traducir, o con gdal_edit.py -a_ullr.</translation>
    </message>
    <message>
        <source>{name} cannot be read at column {col_off}, row {row_off}: {error}. {advise}</source>
        <translation>{name} no se puede leer en la columna {col_off}, fila {row_off}: {error}. {advise}</translation>
    </message>
    <message>
        <source>{name} cannot be read: {error}.</source>
        <translation>{name} no se puede leer: {error}.</translation>
    </message>
    <message>
        <source>{name} describes a service on the network ({address}), where only addresses that you give yourself are read; add the service to QGIS and choose its layer, or save as a file what it shows.</source>
        <translation>{name} describe un servicio en la red ({address}), donde solo se leen las direcciones que usted mismo indica; añada el servicio a QGIS y elija su capa, o guarde como archivo lo que muestra.</translation>
    </message>
    <message>
        <source>{name} describes a service on the network, where only addresses that you give yourself are read; add the service to QGIS and choose its layer, or save as a file what it shows.</source>
        <translation>{name} describe un servicio en la red, donde solo se leen las direcciones que usted mismo indica; añada el servicio a QGIS y elija su capa, o guarde como archivo lo que muestra.</translation>
    </message>
    <message>
        <source>{name} divides by {quantification:g}; it is damaged.</source>
        <translation>{name} divide entre {quantification:g}; está dañado.</translation>
    </message>
    <message>
        <source>{name} ends in the middle.</source>
        <translation>{name} termina a la mitad.</translation>
    </message>
    <message>
        <source>{name} failed: {reason}.</source>
        <translation>{name} falló: {reason}.</translation>
    </message>
    <message>
        <source>{name} gives the processing baseline as {baseline!r}; it is damaged.</source>
        <translation>{name} da {baseline!r} como versión de procesamiento; está dañado.</translation>
    </message>
    <message>
        <source>{name} gives {tag} as {value!r}, which is not a number; it is damaged.</source>
        <translation>{name} da para {tag} {value!r}, que no es un número; está dañado.</translation>
    </message>
    <message>
        <source>{name} has a band called {index} already; leave {index} out of {INDICES}, or the band out of {BANDS}.</source>
        <translation>{name} ya tiene una banda llamada {index}; deje {index} fuera de {INDICES}, o la banda fuera de {BANDS}.</translation>
    </message>
    <message>
        <source>{name} has a mask, {other} has none</source>
        <translation>{name} tiene una máscara, {other} no tiene ninguna</translation>
    </message>
    <message>
        <source>{name} has a palette, whose colours are not scaled; leave {SCALING_PER} out.</source>
        <translation>{name} tiene una paleta, cuyos colores no se escalan; no indique {SCALING_PER}.</translation>
    </message>
    <message>
        <source>{name} has an offset of an unknown band {place!r}; it is damaged.</source>
        <translation>{name} tiene un desplazamiento de una banda desconocida {place!r}; está dañado.</translation>
    </message>
    <message>
        <source>{name} has bands of several types, or of one that cannot be cut into tiles; save it as a GeoTIFF first (right-click the layer, Export).</source>
        <translation>{name} tiene bandas de varios tipos, o de uno que no se puede cortar en teselas; guárdelo antes como GeoTIFF (clic derecho en la capa, Exportar).</translation>
    </message>
    <message>
        <source>{name} has more than {most_codes} different values, so it is not a raster of classes; choose another raster or {BAND}, or name ranges of its values with {CLASS_MAP}, for example 0-19=low.</source>
        <translation>{name} tiene más de {most_codes} valores distintos, así que no es un ráster de clases; elija otro ráster u otra {BAND}, o nombre intervalos de sus valores con {CLASS_MAP}, por ejemplo 0-19=low.</translation>
    </message>
    <message>
        <source>{name} has more than {most} different values, too many for classes; choose a class raster, or make classes from ranges with {CLASS_MAP}.</source>
        <translation>{name} tiene más de {most} valores distintos, demasiados para ser clases; elija un ráster de clases o forme clases con intervalos en {CLASS_MAP}.</translation>
    </message>
    <message>
        <source>{name} has no asset that is an image; leave it out.</source>
        <translation>{name} no tiene ningún archivo (asset) que sea una imagen; omítala.</translation>
    </message>
    <message>
        <source>{name} has no band at {resolution} m or finer; set {RESOLUTION} to {have}, or name {BANDS} to have them resampled.</source>
        <translation>{name} no tiene ninguna banda de {resolution} m o más fina; ponga {RESOLUTION} a {have}, o nombre {BANDS} para que se remuestreen.</translation>
    </message>
    <message>
        <source>{name} has no band besides {code_band}, which holds cloud codes.</source>
        <translation>{name} no tiene ninguna banda aparte de {code_band}, que contiene códigos de nubes.</translation>
    </message>
    <message>
        <source>{name} has no band {code_band} with cloud codes; it has {names}.</source>
        <translation>{name} no tiene ninguna banda {code_band} con códigos de nubes; tiene {names}.</translation>
    </message>
    <message>
        <source>{name} has no column label or class_id; it has {columns}.</source>
        <translation>{name} no tiene ninguna columna label ni class_id; tiene {columns}.</translation>
    </message>
    <message>
        <source>{name} has no columns of band values before {header!r}.</source>
        <translation>{name} no tiene columnas de valores de banda antes de {header!r}.</translation>
    </message>
    <message>
        <source>{name} has no georeferencing; give it one with Layer &gt; Georeferencer first.</source>
        <translation>{name} no tiene georreferenciación; antes hay que dársela con Capa &gt; Georreferenciador.</translation>
    </message>
    <message>
        <source>{name} has no image over these tiles; check {START}, {END}, {MAX_CLOUD} and {BANDS}.</source>
        <translation>{name} no tiene ninguna imagen sobre estas teselas; revise {START}, {END}, {MAX_CLOUD} y {BANDS}.</translation>
    </message>
    <message>
        <source>{name} has no pixel with a class; check the band and its nodata value, and {CLASS_MAP}.</source>
        <translation>{name} no tiene ningún píxel con clase; compruebe la banda, su valor sin datos y {CLASS_MAP}.</translation>
    </message>
    <message>
        <source>{name} has no place in the reference's coordinate system; choose another reference.</source>
        <translation>{name} no tiene lugar en el sistema de coordenadas de la referencia; elija otra referencia.</translation>
    </message>
    <message>
        <source>{name} has no rows with a class.</source>
        <translation>{name} no tiene filas con clase.</translation>
    </message>
    <message>
        <source>{name} has no scene classification ({SCL}); only full Level-2A products do. Leave the output {SCL} empty.</source>
        <translation>{name} no tiene clasificación de escena ({SCL}); solo la tienen los productos completos de nivel 2A. Deje vacía la salida {SCL}.</translation>
    </message>
    <message>
        <source>{name} has no style of its own, so QGIS's default one is drawn; give a {STYLE_FILE}, or choose another {SCALING}.</source>
        <translation>{name} no tiene estilo propio, así que se dibuja el predeterminado de QGIS; indicar un {STYLE_FILE} o elegir otro {SCALING}.</translation>
    </message>
    <message>
        <source>{name} has no tile {tile}; it has {found}.</source>
        <translation>{name} no tiene la tesela {tile}; tiene {found}.</translation>
    </message>
    <message>
        <source>{name} has no {missing}; it has {bands}.</source>
        <translation>{name} no tiene {missing}; tiene {bands}.</translation>
    </message>
    <message>
        <source>{name} has nodata {value:g}, {other} has none</source>
        <translation>{name} tiene el valor sin datos {value:g}, {other} no tiene ninguno</translation>
    </message>
    <message>
        <source>{name} has nothing where the tiles or the area of interest lie; check the coordinate systems.</source>
        <translation>{name} no tiene nada donde están las teselas o el área de interés; revise los sistemas de coordenadas.</translation>
    </message>
    <message>
        <source>{name} has only {count} pixel on the map, and Assess map needs {least} points of each class: draw again with {CLASS_MAP}, and give it the name of another class there, or none.</source>
        <translation>{name} tiene solo {count} píxel en el mapa, y Evaluar mapa necesita {least} puntos de cada clase: sortéelos de nuevo con {CLASS_MAP} y dele allí el nombre de otra clase, o ninguno.</translation>
    </message>
    <message>
        <source>{name} has pixels of the value {nodata} that have a class, and nothing is left to mark those without one; tag the raster with a nodata value (Raster &gt; Conversion &gt; Translate, Assign a specified NoData value).</source>
        <translation>{name} tiene píxeles del valor {nodata} que tienen clase, y no queda nada para marcar los que no la tienen; asigne al ráster un valor sin datos (Ráster &gt; Conversión &gt; Traducir, Asignar un valor NoData especificado).</translation>
    </message>
    <message>
        <source>{name} has pixels of {size}, {other} of {other_size}; give {METERS_PER_PIXEL} with a {RESAMPLING}, or {PIXELS}, which bring all to one size.</source>
        <translation>{name} tiene píxeles de {size}, {other} de {other_size}; indique {METERS_PER_PIXEL} con un {RESAMPLING}, o {PIXELS}, que los llevan todos a un mismo tamaño.</translation>
    </message>
    <message>
        <source>{name} has the bands {bands}, {other} {other_bands}, which are not the same; put the same bands into each with Stack Bands</source>
        <translation>{name} tiene las bandas {bands}, {other} las bandas {other_bands}, que no son las mismas; ponga las mismas bandas en cada uno con Apilar bandas</translation>
    </message>
    <message>
        <source>{name} has the bands {bands}, {other} {other_bands}, which cannot be matched by name, wavelength or number; choose {BANDS} that both have, or name those of each in the column bands of {SCENE_TABLE}.</source>
        <translation>{name} tiene las bandas {bands} y {other}, {other_bands}, que no se pueden emparejar por nombre, longitud de onda ni número; elija en {BANDS} las que tengan ambos, o nombre las de cada uno en la columna bands de {SCENE_TABLE}.</translation>
    </message>
    <message>
        <source>{name} has the bands {bands}, {other} {other_bands}; bring them into one order with {BANDS} or Stack Bands</source>
        <translation>{name} tiene las bandas {bands}, {other} las bandas {other_bands}; póngalas en un mismo orden con {BANDS} o Apilar bandas</translation>
    </message>
    <message>
        <source>{name} has values such as {value}, which are no classes; choose a class raster.</source>
        <translation>{name} tiene valores como {value}, que no son clases; elija un ráster de clases.</translation>
    </message>
    <message>
        <source>{name} has {columns} x {rows} pixels of its own.</source>
        <translation>{name} tiene {columns} x {rows} píxeles propios.</translation>
    </message>
    <message>
        <source>{name} has {count} band of {dtype}, and masks have one of uint8.</source>
        <translation>{name} tiene {count} banda de {dtype}, y las máscaras tienen una de uint8.</translation>
    </message>
    <message>
        <source>{name} has {count} band, and dataset.json names {told}.</source>
        <translation>{name} tiene {count} banda, y dataset.json nombra {told}.</translation>
    </message>
    <message>
        <source>{name} has {count} band, {other} has {other_count}; choose the same {BANDS} of all.</source>
        <translation>{name} tiene {count} banda, {other} tiene {other_count}; elija las mismas {BANDS} en todos.</translation>
    </message>
    <message>
        <source>{name} has {count} bands of {dtype}, and masks have one of uint8.</source>
        <translation>{name} tiene {count} bandas de {dtype}, y las máscaras tienen una de uint8.</translation>
    </message>
    <message>
        <source>{name} has {count} bands to classify ({names}) and the model was trained on {trained} ({trained_names}); choose the same bands in the same order with {BANDS}.</source>
        <translation>{name} tiene {count} bandas que clasificar ({names}) y el modelo se entrenó con {trained} ({trained_names}); elija las mismas bandas en el mismo orden con {BANDS}.</translation>
    </message>
    <message>
        <source>{name} has {count} bands where {expected} were expected; get the product again.</source>
        <translation>{name} tiene {count} bandas donde se esperaban {expected}; obtenga de nuevo el producto.</translation>
    </message>
    <message>
        <source>{name} has {count} bands, and dataset.json names {told}.</source>
        <translation>{name} tiene {count} bandas, y dataset.json nombra {told}.</translation>
    </message>
    <message>
        <source>{name} has {count} bands, {other} has {other_count}; choose the same {BANDS} of all.</source>
        <translation>{name} tiene {count} bandas, {other} tiene {other_count}; elija las mismas {BANDS} en todos.</translation>
    </message>
    <message>
        <source>{name} has {count} numbers, but {bands} bands are exported.</source>
        <translation>{name} tiene {count} números, pero se exportan {bands} bandas.</translation>
    </message>
    <message>
        <source>{name} has {found} pixels, and should have {told}.</source>
        <translation>{name} tiene {found} píxeles, y debería tener {told}.</translation>
    </message>
    <message>
        <source>{name} has {has}, and its name tells no processing baseline (such as N0400); set {OFFSET} in Load Sentinel-2 Product to -1000 if the baseline is 04.00 or later, else to 0.</source>
        <translation>{name} tiene {has}, y su nombre no indica ninguna versión de procesamiento (como N0400); ponga {OFFSET} en Cargar producto Sentinel-2 a -1000 si la versión es la 04.00 o posterior; si no, a 0.</translation>
    </message>
    <message>
        <source>{name} has {scale}, {other} {other_scale}</source>
        <translation>{name} tiene {scale}, {other} {other_scale}</translation>
    </message>
    <message>
        <source>{name} has {scale}, {other} {other_scale}, so that their numbers do not mean the same; write the scale into {other} (gdal_edit.py -scale -offset), or save both as true values with the raster calculator.</source>
        <translation>{name} tiene {scale} y {other}, {other_scale}, de modo que sus números no significan lo mismo; escriba la escala en {other} (gdal_edit.py -scale -offset), o guarde ambos como valores verdaderos con la calculadora ráster.</translation>
    </message>
    <message>
        <source>{name} has {what} but no pixel grid on the ground; make one first with Raster &gt; Projections &gt; Warp (Reproject), or with gdalwarp.</source>
        <translation>{name} tiene {what}, pero ninguna cuadrícula de píxeles sobre el terreno; antes hay que crear una con Ráster &gt; Proyecciones &gt; Combar (reproyectar), o con gdalwarp.</translation>
    </message>
    <message>
        <source>{name} has {width} x {height} pixels, less than one whole tile; choose a smaller {TILE_SIZE}, or {EDGE=KEEP}.</source>
        <translation>{name} tiene {width} x {height} píxeles, menos que una tesela entera; elija un valor menor en {TILE_SIZE}, o {EDGE=KEEP}.</translation>
    </message>
    <message>
        <source>{name} holds class codes, which {resampling} would mix; choose {RESAMPLING=NEAREST}.</source>
        <translation>{name} contiene códigos de clase, que {resampling} mezclaría; hay que elegir {RESAMPLING=NEAREST}.</translation>
    </message>
    <message>
        <source>{name} holds codes of a palette, {other} values of another kind, which make no dataset together; make {name} a picture of red, green and blue first (Raster &gt; Conversion &gt; PCT to RGB).</source>
        <translation>{name} contiene códigos de una paleta y {other}, valores de otro tipo, que no forman juntos un conjunto de datos; convierta antes {name} en una imagen de rojo, verde y azul (Ráster &gt; Conversión &gt; PCT a RGB).</translation>
    </message>
    <message>
        <source>{name} holds complex numbers ({odd}); make a raster of their amplitude first, for example with gdal_calc.py --type=Float32 --calc="abs(A)".</source>
        <translation>{name} contiene números complejos ({odd}); haga primero un ráster de su amplitud, por ejemplo con gdal_calc.py --type=Float32 --calc="abs(A)".</translation>
    </message>
    <message>
        <source>{name} holds decimals, and {other} whole numbers without a scale, so that they may not mean the same; write the scale into {other} (gdal_edit.py -scale -offset), or save both as one type with the raster calculator.</source>
        <translation>{name} contiene decimales, y {other} números enteros sin escala, de modo que pueden no significar lo mismo; escriba la escala en {other} (gdal_edit.py -scale -offset), o guarde ambos como un mismo tipo con la calculadora ráster.</translation>
    </message>
    <message>
        <source>{name} holds no band of a Sentinel-2 product (such as T31TCJ_20221116T105321_B02_10m.jp2); choose the .SAFE folder or its zip file.</source>
        <translation>{name} no contiene ninguna banda de un producto Sentinel-2 (como T31TCJ_20221116T105321_B02_10m.jp2); elija la carpeta .SAFE o su archivo zip.</translation>
    </message>
    <message>
        <source>{name} holds several rasters and no bands of its own; choose one of its subdatasets.</source>
        <translation>{name} contiene varios ráster y ninguna banda propia; elija uno de sus subconjuntos de datos.</translation>
    </message>
    <message>
        <source>{name} holds several tiles ({found}); set {TILE} to one.</source>
        <translation>{name} contiene varias teselas ({found}); indique una en {TILE}.</translation>
    </message>
    <message>
        <source>{name} holds values that are not finite (nan or inf); remove those rows.</source>
        <translation>{name} contiene valores que no son finitos (nan o inf); quite esas filas.</translation>
    </message>
    <message>
        <source>{name} holds {counts} bands and {count} are exported; choose some, for example {BANDS=3,2,1}, or choose {FORMAT=GTIFF|NPY}.</source>
        <translation>{name} admite {counts} bandas y se exportan {count}; elija algunas, por ejemplo {BANDS=3,2,1}, o elija {FORMAT=GTIFF|NPY}.</translation>
    </message>
    <message>
        <source>{name} holds {count} products ({names}); name one of them.</source>
        <translation>{name} contiene {count} productos ({names}); indique uno de ellos.</translation>
    </message>
    <message>
        <source>{name} holds {count} rasters; add each.</source>
        <translation>{name} contiene {count} rásteres; añada cada uno.</translation>
    </message>
    <message>
        <source>{name} holds {found}, and dataset.json says {told}.</source>
        <translation>{name} contiene {found}, y dataset.json dice {told}.</translation>
    </message>
    <message>
        <source>{name} holds {kind}, {other} {other_kind}: all scenes are taken as the decimals that their numbers stand for.</source>
        <translation>{name} contiene {kind} y {other}, {other_kind}: todas las escenas se toman como los decimales que representan sus números.</translation>
    </message>
    <message>
        <source>{name} holds {numbers}, which dataset.json does not know.</source>
        <translation>{name} contiene {numbers}, que dataset.json no conoce.</translation>
    </message>
    <message>
        <source>{name} holds {type}, {other} {other_type}</source>
        <translation>{name} contiene {type}, {other} {other_type}</translation>
    </message>
    <message>
        <source>{name} in it does not have the size it claims</source>
        <translation>el archivo {name} que contiene no tiene el tamaño que declara</translation>
    </message>
    <message>
        <source>{name} in {home} is damaged: {why}. Get the zip file again.</source>
        <translation>{name} en {home} está dañado: {why}. Obtenga de nuevo el archivo zip.</translation>
    </message>
    <message>
        <source>{name} in {self_name} cannot be read: {error}.</source>
        <translation>{name} en {self_name} no se puede leer: {error}.</translation>
    </message>
    <message>
        <source>{name} in {self_name} is too large to be a product's metadata.</source>
        <translation>{name} en {self_name} es demasiado grande para ser los metadatos de un producto.</translation>
    </message>
    <message>
        <source>{name} is a layer of a service, which is asked for the pixels of tiles alone; save it as a GeoTIFF first (right-click the layer, Export).</source>
        <translation>{name} es una capa de un servicio, al que solo se le piden los píxeles de las teselas; guárdela antes como GeoTIFF (clic derecho en la capa, Exportar).</translation>
    </message>
    <message>
        <source>{name} is a layer of a service; choose it alone as the image, or run Build Dataset from the toolbox, which takes such layers among {SCENES}.</source>
        <translation>{name} es una capa de un servicio; elíjala sola como imagen, o ejecute Crear conjunto de datos desde la caja de herramientas, que admite esas capas en {SCENES}.</translation>
    </message>
    <message>
        <source>{name} is a map service, which sends colours, and {other} holds values, which {SCALING} would change; choose {SCALING=NONE}, or make a dataset of each.</source>
        <translation>{name} es un servicio de mapas, que envía colores, y {other} contiene valores, que {SCALING} cambiaría; elija {SCALING=NONE} o haga un conjunto de datos de cada uno.</translation>
    </message>
    <message>
        <source>{name} is a map service, whose pixels can have many sizes; give {asked}, the metres of a pixel on the ground.</source>
        <translation>{name} es un servicio de mapas, cuyos píxeles pueden tener muchos tamaños; indique {asked}, los metros de un píxel sobre el terreno.</translation>
    </message>
    <message>
        <source>{name} is a mask by its name and would be laid over the image of its day; give the masks in {MASKS} or {MASK_FOLDER}, with the {VALUES} or {BITS} that are cloudy.</source>
        <translation>{name} es una máscara por su nombre y se pondría sobre la imagen de su día; indique las máscaras en {MASKS} o {MASK_FOLDER}, con los {VALUES} o {BITS} que son nubes.</translation>
    </message>
    <message>
        <source>{name} is a {providertype} layer. Only Create Tile Grid, Build Dataset, Export Tiles and Export Time Series ask services for pixels, as {RASTER} or {SCENES}; save it as a GeoTIFF first (right-click the layer, Export).</source>
        <translation>{name} es una capa {providertype}. Solo Crear cuadrícula de teselas, Crear conjunto de datos, Exportar teselas y Exportar series temporales piden píxeles a servicios, como {RASTER} o {SCENES}; guárdela antes como GeoTIFF (clic derecho en la capa, Exportar).</translation>
    </message>
    <message>
        <source>{name} is asked at zoom {level}, whose pixels have {metres:.6g} m on the ground, the nearest to {wanted:.6g} m.</source>
        <translation>A {name} se le pide el zoom {level}, cuyos píxeles tienen {metres:.6g} m sobre el terreno, los más cercanos a {wanted:.6g} m.</translation>
    </message>
    <message>
        <source>{name} is asked for pixels of {metres:.6g} m on the ground, its nearest to {wanted:.6g} m.</source>
        <translation>A {name} se le piden píxeles de {metres:.6g} m sobre el terreno, los suyos más cercanos a {wanted:.6g} m.</translation>
    </message>
    <message>
        <source>{name} is asked for pixels of {metres:.6g} m on the ground.</source>
        <translation>A {name} se le piden píxeles de {metres:.6g} m sobre el terreno.</translation>
    </message>
    <message>
        <source>{name} is coarser (a pixel of it is {ratio:.6g} wide): resampled with {method}.</source>
        <translation>{name} es más grueso (un píxel suyo mide {ratio:.6g} de ancho): remuestreado con {method}.</translation>
    </message>
    <message>
        <source>{name} is damaged: its file ends before its pixels do, as after a copy that broke off. Get it again.</source>
        <translation>{name} está dañado: su archivo termina antes que sus píxeles, como tras una copia interrumpida. Consígalo de nuevo.</translation>
    </message>
    <message>
        <source>{name} is finer (a pixel of it is {ratio:.6g} wide): resampled with {method}.</source>
        <translation>{name} es más fino (un píxel suyo mide {ratio:.6g} de ancho): remuestreado con {method}.</translation>
    </message>
    <message>
        <source>{name} is for polygons, and {LABELS} is missing.</source>
        <translation>{name} es para polígonos, y falta {LABELS}.</translation>
    </message>
    <message>
        <source>{name} is for polygons, and {MASK} is a raster; leave it empty.</source>
        <translation>{name} es para polígonos y {MASK} es un ráster; hay que dejarlo vacío.</translation>
    </message>
    <message>
        <source>{name} is given without {LABELS}; name the label layer.</source>
        <translation>Se ha indicado {name} sin {LABELS}; falta la capa de etiquetas.</translation>
    </message>
    <message>
        <source>{name} is given without {MASK}; name the layer it is for.</source>
        <translation>Se indica {name} sin {MASK}; hay que indicar la capa a la que corresponde.</translation>
    </message>
    <message>
        <source>{name} is given without {OBJECTS}; name the layer it is for.</source>
        <translation>Se indica {name} sin {OBJECTS}; nombre la capa a la que se refiere.</translation>
    </message>
    <message>
        <source>{name} is given without {needed}; name the layer it is for.</source>
        <translation>Se indica {name} sin {needed}; hay que indicar la capa a la que corresponde.</translation>
    </message>
    <message>
        <source>{name} is here and whole ({size:.0f} MB, {seconds:.0f} s).</source>
        <translation>{name} está aquí y entero ({size:.0f} MB, {seconds:.0f} s).</translation>
    </message>
    <message>
        <source>{name} is in another coordinate system: reprojected with {method}.</source>
        <translation>{name} está en otro sistema de coordenadas: reproyectado con {method}.</translation>
    </message>
    <message>
        <source>{name} is in this list or in its folder of images, but not in both.</source>
        <translation>{name} está en esta lista o en su carpeta de imágenes, pero no en ambas.</translation>
    </message>
    <message>
        <source>{name} is kept in the memory of this program, where the workers of a {SCHEDULER} do not see it; save it as a file, or leave {SCHEDULER} empty.</source>
        <translation>{name} se guarda en la memoria de este programa, donde los procesos de un {SCHEDULER} no lo ven; guárdelo como archivo, o deje {SCHEDULER} vacío.</translation>
    </message>
    <message>
        <source>{name} is left out: {newest} is a newer delivery of the same scene, and is used.</source>
        <translation>{name} se descarta: {newest} es una entrega más reciente de la misma escena, y es la que se usa.</translation>
    </message>
    <message>
        <source>{name} is left out: {newest} is the same delivery of the same scene, and is used.</source>
        <translation>{name} se descarta: {newest} es la misma entrega de la misma escena, y es la que se usa.</translation>
    </message>
    <message>
        <source>{name} is left out: {why}</source>
        <translation>{name} se omite: {why}</translation>
    </message>
    <message>
        <source>{name} is masked by {mask} ({how}).</source>
        <translation>{name} se enmascara con {mask} ({how}).</translation>
    </message>
    <message>
        <source>{name} is missing in it</source>
        <translation>falta {name}</translation>
    </message>
    <message>
        <source>{name} is neither a layer of this project nor a file; take it off the list.</source>
        <translation>{name} no es ni una capa de este proyecto ni un archivo; quítelo de la lista.</translation>
    </message>
    <message>
        <source>{name} is no extent that {crs} knows; draw it on the map.</source>
        <translation>{name} no es una extensión que {crs} conozca; dibújela en el mapa.</translation>
    </message>
    <message>
        <source>{name} is no place that {crs} knows; choose one on the map.</source>
        <translation>{name} no es un lugar que {crs} conozca; elíjalo en el mapa.</translation>
    </message>
    <message>
        <source>{name} is not a Tilewright model, or it is damaged; choose a file that Train classifier wrote.</source>
        <translation>{name} no es un modelo de Tilewright, o está dañado; elija un archivo escrito por Entrenar clasificador.</translation>
    </message>
    <message>
        <source>{name} is not a model that can be used: {error}. Train the model again, or get the file again from where it came.</source>
        <translation>{name} no es un modelo que se pueda usar: {error}. Entrene de nuevo el modelo, u obtenga de nuevo el archivo de donde vino.</translation>
    </message>
    <message>
        <source>{name} is not a rectangle of whole pixels</source>
        <translation>{name} no es un rectángulo de píxeles enteros</translation>
    </message>
    <message>
        <source>{name} is not a zip file that can be read ({error}); choose the .SAFE folder, or get the zip file again.</source>
        <translation>{name} no es un archivo zip que se pueda leer ({error}); elija la carpeta .SAFE u obtenga de nuevo el archivo zip.</translation>
    </message>
    <message>
        <source>{name} is not called .{extension}, as images of this dataset are.</source>
        <translation>{name} no se llama .{extension}, como las imágenes de este conjunto de datos.</translation>
    </message>
    <message>
        <source>{name} is not the metadata of a Sentinel-2 product.</source>
        <translation>{name} no son los metadatos de un producto Sentinel-2.</translation>
    </message>
    <message>
        <source>{name} is not there, though {manifest} wants it.</source>
        <translation>{name} no está, aunque {manifest} lo pide.</translation>
    </message>
    <message>
        <source>{name} is not there.</source>
        <translation>{name} no está.</translation>
    </message>
    <message>
        <source>{name} is of processing baseline {baseline}, whose numbers are {offset:g} greater than those of {other} of {other_baseline}, and the images in them do not record this</source>
        <translation>{name} es de la línea base de procesamiento {baseline}, cuyos números son {offset:g} mayores que los de {other} de la {other_baseline}, y sus imágenes no lo indican</translation>
    </message>
    <message>
        <source>{name} is off by {distance:.3g} pixel</source>
        <translation>{name} está desviada {distance:.3g} píxel</translation>
    </message>
    <message>
        <source>{name} is on the pixel grid: its pixels are taken as they are.</source>
        <translation>{name} está en la cuadrícula de píxeles: sus píxeles se toman tal cual.</translation>
    </message>
    <message>
        <source>{name} is read as reflectances, and {other} holds {dtype} without a scale, so that their numbers do not mean the same; write the scale into {other} (gdal_edit.py -scale -offset), or give the product that it was made of.</source>
        <translation>{name} se lee como reflectancias y {other} contiene {dtype} sin escala, de modo que sus números no significan lo mismo; escriba la escala en {other} (gdal_edit.py -scale -offset), o indique el producto del que procede.</translation>
    </message>
    <message>
        <source>{name} is read with {count} band, and {SCENE_TABLE} names {other_count} of {other}; name as many.</source>
        <translation>{name} se lee con {count} banda, y {SCENE_TABLE} nombra {other_count} de {other}; nombre el mismo número.</translation>
    </message>
    <message>
        <source>{name} is read with {count} bands, and {SCENE_TABLE} names {other_count} of {other}; name as many.</source>
        <translation>{name} se lee con {count} bandas, y {SCENE_TABLE} nombra {other_count} de {other}; nombre el mismo número.</translation>
    </message>
    <message>
        <source>{name} is rotated, and a style can only be drawn on rasters whose rows run east-west; choose another {SCALING}.</source>
        <translation>{name} está girado, y un estilo solo se puede dibujar en ráster cuyas filas van de este a oeste; elegir otro {SCALING}.</translation>
    </message>
    <message>
        <source>{name} is shifted: resampled with {method}.</source>
        <translation>{name} está desplazado: remuestreado con {method}.</translation>
    </message>
    <message>
        <source>{name} is turned or mirrored, which no such product is.</source>
        <translation>{name} está girado o reflejado, y ningún producto así lo está.</translation>
    </message>
    <message>
        <source>{name} is {folder}, which is not a folder.</source>
        <translation>{name} es {folder}, que no es una carpeta.</translation>
    </message>
    <message>
        <source>{name} is {text!r}, which is not a date; write for example 2020-03-01.</source>
        <translation>{name} es {text!r}, que no es una fecha; hay que escribirla, por ejemplo, como 2020-03-01.</translation>
    </message>
    <message>
        <source>{name} is {text!r}; write one number, or one a band separated by commas.</source>
        <translation>{name} es {text!r}; escriba un número, o uno por banda separados por comas.</translation>
    </message>
    <message>
        <source>{name} is {text}, which is not a date; write it like 2021-03-01.</source>
        <translation>{name} es {text}, que no es una fecha; escríbala como 2021-03-01.</translation>
    </message>
    <message>
        <source>{name} is {value!r}; choose one of {choices}.</source>
        <translation>{name} es {value!r}; hay que elegir uno de estos: {choices}.</translation>
    </message>
    <message>
        <source>{name} is {value:g}, more than any raster has; choose a smaller one.</source>
        <translation>{name} es {value:g}, más de lo que tiene cualquier ráster; elija uno menor.</translation>
    </message>
    <message>
        <source>{name} is {value:g}; in pixels it must be a whole number from 1 on. For metres, set {UNITS=METERS}.</source>
        <translation>{name} es {value:g}; en píxeles debe ser un número entero a partir de 1. Para metros, usar {UNITS=METERS}.</translation>
    </message>
    <message>
        <source>{name} is {value:g}; it must be more than 0.</source>
        <translation>{name} es {value:g}; debe ser mayor que 0.</translation>
    </message>
    <message>
        <source>{name} leads to {address} on the network, where only addresses that you give yourself are read; give this address in its place, or save as a file what it shows.</source>
        <translation>{name} lleva a {address} en la red, donde solo se leen las direcciones que usted mismo indica; indique esa dirección en su lugar o guarde como archivo lo que muestra.</translation>
    </message>
    <message>
        <source>{name} needs a raster; name one with {INPUT}.</source>
        <translation>{name} necesita un ráster; hay que indicar uno con {INPUT}.</translation>
    </message>
    <message>
        <source>{name} of {product}</source>
        <translation>{name} de {product}</translation>
    </message>
    <message>
        <source>{name} stands in {other} as well.</source>
        <translation>{name} aparece también en {other}.</translation>
    </message>
    <message>
        <source>{name} tags {nodata:g} as nodata, which TerraTorch turns into another number.</source>
        <translation>{name} marca {nodata:g} como sin datos, y TerraTorch lo convierte en otro número.</translation>
    </message>
    <message>
        <source>{name} takes its coordinate system from {address} on the network, where only addresses that you give yourself are read; remove the address from the file, and set the coordinate system in QGIS.</source>
        <translation>{name} toma su sistema de coordenadas de {address} en la red, donde solo se leen las direcciones que usted mismo indica; quite la dirección del archivo y establezca el sistema de coordenadas en QGIS.</translation>
    </message>
    <message>
        <source>{name} was changed after the dataset was written.</source>
        <translation>{name} se cambió después de escribir el conjunto de datos.</translation>
    </message>
    <message>
        <source>{name} was changed, replaced or removed while it was read. Run again once no other program writes it.</source>
        <translation>{name} se modificó, reemplazó o eliminó mientras se leía. Ejecute de nuevo cuando ningún otro programa lo escriba.</translation>
    </message>
    <message>
        <source>{name} was moved from {path} to {other}.</source>
        <translation>{name} se trasladó de {path} a {other}.</translation>
    </message>
    <message>
        <source>{name} {count}</source>
        <translation>{name} {count}</translation>
    </message>
    <message>
        <source>{name} {folder} holds no raster ({raster_extensions}).</source>
        <translation>{name} {folder} no contiene ningún ráster ({raster_extensions}).</translation>
    </message>
    <message>
        <source>{name}, of which {width} x {height} pixels are read at once,</source>
        <translation>{name}, del que se leen {width} x {height} píxeles a la vez,</translation>
    </message>
    <message>
        <source>{name}: going on at {share:.0f} % of {size:.0f} MB.</source>
        <translation>{name}: sigue en el {share:.0f} % de {size:.0f} MB.</translation>
    </message>
    <message>
        <source>{name}: of unknown size.</source>
        <translation>{name}: de tamaño desconocido.</translation>
    </message>
    <message>
        <source>{name}: {attribution}.</source>
        <translation>{name}: {attribution}.</translation>
    </message>
    <message>
        <source>{name}: {count} band of the type {dtype}; {width} x {height} pixels a tile, in {crs}.</source>
        <translation>{name}: {count} banda de tipo {dtype}; {width} x {height} píxeles por tesela, en {crs}.</translation>
    </message>
    <message>
        <source>{name}: {count} bands of the type {dtype}; {width} x {height} pixels a tile, in {crs}.</source>
        <translation>{name}: {count} bandas de tipo {dtype}; {width} x {height} píxeles por tesela, en {crs}.</translation>
    </message>
    <message>
        <source>{name}: {reason}.</source>
        <translation>{name}: {reason}.</translation>
    </message>
    <message>
        <source>{name}: {reason}; asking again in {seconds:.0f} s.</source>
        <translation>{name}: {reason}; se vuelve a pedir en {seconds:.0f} s.</translation>
    </message>
    <message>
        <source>{name}: {reason}; getting it again.</source>
        <translation>{name}: {reason}; se descarga de nuevo.</translation>
    </message>
    <message>
        <source>{name}: {size:.0f} MB.</source>
        <translation>{name}: {size:.0f} MB.</translation>
    </message>
    <message>
        <source>{one} and {more}</source>
        <translation>{one} y {more}</translation>
    </message>
    <message>
        <source>{one} and {other}</source>
        <translation>{one} y {other}</translation>
    </message>
    <message>
        <source>{one} and {other} are both given; give one of them.</source>
        <translation>Se han dado {one} y {other}; dé solo uno de ellos.</translation>
    </message>
    <message>
        <source>{output} is the table {table} of {path}, which is read; choose another table.</source>
        <translation>{output} es la tabla {table} de {path}, que se lee; elija otra tabla.</translation>
    </message>
    <message>
        <source>{output} is to be a PNG; give it a name that ends in .png.</source>
        <translation>{output} debe ser un PNG; hay que darle un nombre que acabe en .png.</translation>
    </message>
    <message>
        <source>{output} is to have the fields {first} and {last}, whose names differ only in case, and {file} cannot keep both; rename one, or write another format, such as GeoJSON.</source>
        <translation>{output} debería tener los campos {first} y {last}, cuyos nombres solo difieren en mayúsculas, y {file} no puede guardar ambos; cambie el nombre de uno o escriba otro formato, como GeoJSON.</translation>
    </message>
    <message>
        <source>{output} is {path}, a file of another kind that is there already; choose another name that ends in {endings}.</source>
        <translation>{output} es {path}, un archivo de otro tipo que ya existe; elija otro nombre que termine en {endings}.</translation>
    </message>
    <message>
        <source>{output} is {path}, a file of the dataset in {folder}; choose another name or folder.</source>
        <translation>{output} es {path}, un archivo del conjunto de datos en {folder}; elija otro nombre u otra carpeta.</translation>
    </message>
    <message>
        <source>{output} is {path}, a symbolic link to {target}; name that itself, or another place.</source>
        <translation>{output} es {path}, un enlace simbólico a {target}; indique ese mismo, u otro lugar.</translation>
    </message>
    <message>
        <source>{output} is {path}, an address; choose a place on this computer or its drives.</source>
        <translation>{output} es {path}, una dirección; elija un lugar en este equipo o en sus unidades.</translation>
    </message>
    <message>
        <source>{output} is {path}, and QGIS finds no layer whose path has a |; choose another name.</source>
        <translation>{output} es {path}, y QGIS no encuentra ninguna capa cuya ruta tenga un |; elija otro nombre.</translation>
    </message>
    <message>
        <source>{output} is {path}, and QGIS takes what stands before the colon for a database; choose a path without colons.</source>
        <translation>{output} es {path}, y QGIS toma por una base de datos lo que está antes de los dos puntos; elija una ruta sin dos puntos.</translation>
    </message>
    <message>
        <source>{output} is {path}, and Windows takes no file or folder called {part}; choose another name.</source>
        <translation>{output} es {path}, y Windows no admite ningún archivo ni carpeta llamado {part}; elija otro nombre.</translation>
    </message>
    <message>
        <source>{output} is {path}, where nothing can be written: {reason}. Choose another place.</source>
        <translation>{output} es {path}, donde no se puede escribir nada: {reason}. Elija otro lugar.</translation>
    </message>
    <message>
        <source>{output} is {path}, which cannot be read or written: {above} is not a folder. Choose another place.</source>
        <translation>{output} es {path}, que no se puede leer ni escribir: {above} no es una carpeta. Elija otro lugar.</translation>
    </message>
    <message>
        <source>{output} is {path}, which holds points that are interpreted already and would be lost; name another file.</source>
        <translation>{output} es {path}, que contiene puntos ya interpretados que se perderían; indique otro archivo.</translation>
    </message>
    <message>
        <source>{output} is {path}, which is a device or a pipe; choose another place.</source>
        <translation>{output} es {path}, que es un dispositivo o una tubería; elija otro lugar.</translation>
    </message>
    <message>
        <source>{output} is {path}, which is a place of GDAL's own; choose one on a disk.</source>
        <translation>{output} es {path}, un lugar propio de GDAL; elija uno en un disco.</translation>
    </message>
    <message>
        <source>{output} is {path}, which is read; choose another file.</source>
        <translation>{output} es {path}, que es un archivo de entrada; hay que elegir otro archivo.</translation>
    </message>
    <message>
        <source>{output} is {path}, whose path is too long for Windows; choose one that is shorter by {count} or more letters.</source>
        <translation>{output} es {path}, cuya ruta es demasiado larga para Windows; elija una que sea al menos {count} letras más corta.</translation>
    </message>
    <message>
        <source>{output} is {path}, whose {count} tables ({names}) would all be lost; choose another file, or give ogr:dbname='{path}' table="{new}" (geom) to put one table there.</source>
        <translation>{output} es {path}, cuyas {count} tablas ({names}) se perderían; elija otro archivo o escriba ogr:dbname='{path}' table="{new}" (geom) para añadir ahí una tabla.</translation>
    </message>
    <message>
        <source>{output} is {path}; write it as a path, {whole}.</source>
        <translation>{output} es {path}; escríbalo como ruta, {whole}.</translation>
    </message>
    <message>
        <source>{output} is {path}; write the folder that ~ stands for, as in {whole}.</source>
        <translation>{output} es {path}; escriba la carpeta que representa ~, como en {whole}.</translation>
    </message>
    <message>
        <source>{output} {path} is a file; name a folder.</source>
        <translation>{output} {path} es un archivo; indique una carpeta.</translation>
    </message>
    <message>
        <source>{output} {path} is a folder; name a file.</source>
        <translation>{output} {path} es una carpeta; indique un archivo.</translation>
    </message>
    <message>
        <source>{parameter} asks for band {band}, but {name} has {count} band; choose from 1 to {count}.</source>
        <translation>{parameter} pide la banda {band}, pero {name} tiene {count} banda; elija de 1 a {count}.</translation>
    </message>
    <message>
        <source>{parameter} asks for band {band}, but {name} has {count} bands; choose from 1 to {count}.</source>
        <translation>{parameter} pide la banda {band}, pero {name} tiene {count} bandas; elija de 1 a {count}.</translation>
    </message>
    <message>
        <source>{parameter} does not hold an Earth Engine object: {error}.</source>
        <translation>{parameter} no contiene un objeto de Earth Engine: {error}.</translation>
    </message>
    <message>
        <source>{parameter} has a character that cannot be written (code {code} at place {place}); leave it out.</source>
        <translation>{parameter} tiene un carácter que no se puede escribir (código {code} en la posición {place}); quítelo.</translation>
    </message>
    <message>
        <source>{parameter} is not a number; give one.</source>
        <translation>{parameter} no es un número; indique uno.</translation>
    </message>
    <message>
        <source>{parameter} is not an image of Earth Engine, but {kind}.</source>
        <translation>{parameter} no es una imagen de Earth Engine, sino {kind}.</translation>
    </message>
    <message>
        <source>{parameter} is the folder {folder}, where no raster has a name that {FILTER} asks for; write names such as red,nir, or leave it empty for all.</source>
        <translation>{parameter} es la carpeta {folder}, donde ningún ráster tiene un nombre como los que pide {FILTER}; escriba nombres como red,nir, o déjelo vacío para tomar todos.</translation>
    </message>
    <message>
        <source>{parameter} is the folder {folder}, which holds files of a band each, such as {names}; put the bands of each image together with Stack Bands, and give what that makes.</source>
        <translation>{parameter} es la carpeta {folder}, que contiene archivos de una banda cada uno, como {names}; reúna las bandas de cada imagen con Apilar bandas e indique el resultado.</translation>
    </message>
    <message>
        <source>{parameter} is the folder {folder}, which holds neither a raster ({raster_extensions}) nor a Sentinel-2 product.</source>
        <translation>{parameter} es la carpeta {folder}, que no contiene ni un ráster ({raster_extensions}) ni un producto Sentinel-2.</translation>
    </message>
    <message>
        <source>{parameter} is the folder {path}, which holds a pipe or a device ({name}); give a file.</source>
        <translation>{parameter} es la carpeta {path}, que contiene una tubería o un dispositivo ({name}); indique un archivo.</translation>
    </message>
    <message>
        <source>{parameter} is {field!r}, but the layer {layer} has no such field; it has {names}.</source>
        <translation>{parameter} es {field!r}, pero la capa {layer} no tiene ese campo; tiene {names}.</translation>
    </message>
    <message>
        <source>{parameter} is {field}, which holds lists or other values of several parts; choose a field of texts or numbers, or make one with the field calculator.</source>
        <translation>{parameter} es {field}, que contiene listas u otros valores de varias partes; elija un campo de textos o números, o cree uno con la calculadora de campos.</translation>
    </message>
    <message>
        <source>{parameter} is {path}, which is a pipe or a device; give a file.</source>
        <translation>{parameter} es {path}, que es una tubería o un dispositivo; indique un archivo.</translation>
    </message>
    <message>
        <source>{parameter} is {report}, where the JSON file goes; name a .html file.</source>
        <translation>{parameter} es {report}, donde va el archivo JSON; nombre un archivo .html.</translation>
    </message>
    <message>
        <source>{parameter} is {share:g}; it is a percentage from 0 to 100.</source>
        <translation>{parameter} es {share:g}; es un porcentaje de 0 a 100.</translation>
    </message>
    <message>
        <source>{parameter} is {url}, to which no sign-in is sent, since it is not encrypted; give an address that begins with https://.</source>
        <translation>{parameter} es {url}, adonde no se envía ningún inicio de sesión, porque no va cifrada; indique una dirección que empiece por https://.</translation>
    </message>
    <message>
        <source>{parameter} is {value!r}; choose one of {options}.</source>
        <translation>{parameter} es {value!r}; hay que elegir uno de estos: {options}.</translation>
    </message>
    <message>
        <source>{parameter} is {value:.10g}, which is too far from 0; give a smaller number.</source>
        <translation>{parameter} es {value:.10g}, que está demasiado lejos de 0; indique un número menor.</translation>
    </message>
    <message>
        <source>{parameter} names the group {group}, which holds no raster.</source>
        <translation>{parameter} nombra el grupo {group}, que no contiene ningún ráster.</translation>
    </message>
    <message>
        <source>{parameter} names {path}, and there is neither such a file nor such a layer.</source>
        <translation>{parameter} nombra {path}, y no existe ni tal archivo ni tal capa.</translation>
    </message>
    <message>
        <source>{parameter} names {path}, which cannot be opened as a layer of features: it is damaged or cut off, or holds something else. Get the file again.</source>
        <translation>{parameter} nombra {path}, que no se puede abrir como capa de objetos: está dañado o cortado, o contiene otra cosa. Obtenga otra vez el archivo.</translation>
    </message>
    <message>
        <source>{parameter} names {path}, which cannot be opened as a raster.</source>
        <translation>{parameter} nombra {path}, que no se puede abrir como ráster.</translation>
    </message>
    <message>
        <source>{parameter} names {text}, and there is neither such a file nor such a layer or group of layers.</source>
        <translation>{parameter} nombra {text}, y no existe ni ese archivo ni esa capa o grupo de capas.</translation>
    </message>
    <message>
        <source>{parameter} {address} cannot be opened as a raster: check the address, and that the server lets you read it in pieces.</source>
        <translation>{parameter} {address} no se puede abrir como ráster: revise la dirección y que el servidor permita leerlo por partes.</translation>
    </message>
    <message>
        <source>{partly} pixels are partly claimed by different labels, {wholly} wholly by two.</source>
        <translation>Píxeles que reclaman en parte etiquetas distintas: {partly}; por completo dos: {wholly}.</translation>
    </message>
    <message>
        <source>{path} appeared meanwhile</source>
        <translation>{path} apareció entretanto</translation>
    </message>
    <message>
        <source>{path} cannot be read as an image ({error}).</source>
        <translation>{path} no se puede leer como imagen ({error}).</translation>
    </message>
    <message>
        <source>{path} cannot be read or written: {reason}.</source>
        <translation>No se puede leer o escribir {path}: {reason}.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>No se puede leer {path}: {reason}.</translation>
    </message>
    <message>
        <source>{path} cannot be replaced: {reason}. Close it where it is open, as a layer of the project or in another program, or choose another file.</source>
        <translation>{path} no se puede reemplazar: {reason}. Ciérrelo donde esté abierto, como capa del proyecto o en otro programa, o elija otro archivo.</translation>
    </message>
    <message>
        <source>{path} cannot be written whole; check the free space on the disk.</source>
        <translation>{path} no se puede escribir entero; compruebe el espacio libre en el disco.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {error}. Check the free space on the disk, or choose another folder.</source>
        <translation>No se puede escribir {path}: {error}. Compruebe el espacio libre en el disco, o elija otra carpeta.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}</source>
        <translation>No se puede escribir {path}: {reason}</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}. Choose another folder.</source>
        <translation>No se puede escribir {path}: {reason}. Elegir otra carpeta.</translation>
    </message>
    <message>
        <source>{path} does not exist; name a product's folder or zip file.</source>
        <translation>{path} no existe; indique la carpeta o el archivo zip de un producto.</translation>
    </message>
    <message>
        <source>{path} does not hold what its name says; export the dataset again.</source>
        <translation>{path} no contiene lo que dice su nombre; exporte el conjunto de datos de nuevo.</translation>
    </message>
    <message>
        <source>{path} does not know {file}, which is a tile of the dataset; export it again.</source>
        <translation>{path} no conoce {file}, que es una tesela del conjunto de datos; vuelva a exportarlo.</translation>
    </message>
    <message>
        <source>{path} does not say where in the raster its tiles lie; it needs {names}.</source>
        <translation>{path} no dice en qué parte del ráster están sus teselas; necesita {names}.</translation>
    </message>
    <message>
        <source>{path} does not say where its tiles are; it needs {bounds}.</source>
        <translation>{path} no dice dónde están sus teselas; necesita {bounds}.</translation>
    </message>
    <message>
        <source>{path} does not tell {name}, without which datasets cannot be compared; export the dataset again.</source>
        <translation>{path} no indica {name}, sin lo cual no se pueden comparar los conjuntos de datos; exporte el conjunto de nuevo.</translation>
    </message>
    <message>
        <source>{path} ends in the middle; finish its dataset with {RESUME}, or export it again.</source>
        <translation>{path} termina a la mitad; complete su conjunto de datos con {RESUME}, o expórtelo de nuevo.</translation>
    </message>
    <message>
        <source>{path} ends in the middle{more}, so nothing is packaged; remove what is cut off, and finish the dataset with {RESUME}.</source>
        <translation>{path} acaba a la mitad{more}, así que no se empaqueta nada; quite lo que esté cortado y termine el conjunto de datos con {RESUME}.</translation>
    </message>
    <message>
        <source>{path} exists already; choose another folder, or set {OVERWRITE} to replace it.</source>
        <translation>{path} ya existe; elija otra carpeta, o active {OVERWRITE} para reemplazarla.</translation>
    </message>
    <message>
        <source>{path} exists and is not a package of Tilewright, so it is left alone; choose another folder.</source>
        <translation>{path} existe y no es un paquete de Tilewright, así que no se toca; elija otra carpeta.</translation>
    </message>
    <message>
        <source>{path} has changed since: its hash is another one.</source>
        <translation>{path} ha cambiado desde entonces: su hash es otro.</translation>
    </message>
    <message>
        <source>{path} has {size} MB, and at most {most} MB are read; name the right file.</source>
        <translation>{path} tiene {size} MB, y se leen como máximo {most} MB; indique el archivo correcto.</translation>
    </message>
    <message>
        <source>{path} holds Python objects, which can run code when they are loaded; a package holds plain images and arrays only.</source>
        <translation>{path} contiene objetos de Python, que pueden ejecutar código al cargarse; un paquete solo contiene imágenes y matrices simples.</translation>
    </message>
    <message>
        <source>{path} is a link to a place outside the dataset; replace it by a file.</source>
        <translation>{path} es un enlace a un lugar de fuera del conjunto de datos; reemplácelo por un archivo.</translation>
    </message>
    <message>
        <source>{path} is a pipe or a device, which cannot be read like a file.</source>
        <translation>{path} es una tubería o un dispositivo, que no se puede leer como un archivo.</translation>
    </message>
    <message>
        <source>{path} is a symbolic link, which no export writes, so the folder is left alone; take the link away, or choose another folder.</source>
        <translation>{path} es un enlace simbólico, que ninguna exportación escribe, así que la carpeta no se toca; quite el enlace o elija otra carpeta.</translation>
    </message>
    <message>
        <source>{path} is left out: the dataset has it already, as the scene {scene}.</source>
        <translation>Se omite {path}: el conjunto de datos ya lo tiene, como la escena {scene}.</translation>
    </message>
    <message>
        <source>{path} is missing, though {manifest} names it; export the dataset again.</source>
        <translation>{path} falta, aunque {manifest} lo nombra; exporte de nuevo el conjunto de datos.</translation>
    </message>
    <message>
        <source>{path} is not a note of Tilewright, so the folder is left alone; remove that file, or choose another folder.</source>
        <translation>{path} no es una nota de Tilewright, así que la carpeta no se toca; quite ese archivo o elija otra carpeta.</translation>
    </message>
    <message>
        <source>{path} is not a text in UTF-8, as line {line} shows; save it as UTF-8, or name the right file.</source>
        <translation>{path} no es un texto en UTF-8, como muestra la línea {line}; guárdelo como UTF-8 o indique el archivo correcto.</translation>
    </message>
    <message>
        <source>{path} is not as the earlier package wrote it, so that package is left alone; move the file away and remove the package yourself, or choose another folder.</source>
        <translation>{path} no está como lo escribió el paquete anterior, así que ese paquete no se toca; mueva el archivo a otro lugar y elimine usted el paquete, o elija otra carpeta.</translation>
    </message>
    <message>
        <source>{path} is not of a dataset that Tilewright wrote, so the folder is left alone; choose another one.</source>
        <translation>{path} no es de un conjunto de datos que haya escrito Tilewright, así que la carpeta no se toca; elija otra.</translation>
    </message>
    <message>
        <source>{path} is not what an export writes under this name, so it is left alone; move it away, or choose another folder.</source>
        <translation>{path} no es lo que una exportación escribe con este nombre, así que no se toca; muévalo a otro sitio o elija otra carpeta.</translation>
    </message>
    <message>
        <source>{path} is packed in a way whose checksums cannot be compared here.</source>
        <translation>{path} está comprimido de un modo cuyas sumas de verificación no se pueden comparar aquí.</translation>
    </message>
    <message>
        <source>{path} is there already and does not hold the numbers of a classifier; choose another name for {REPORT}.</source>
        <translation>{path} ya existe y no contiene las cifras de un clasificador; elija otro nombre para {REPORT}.</translation>
    </message>
    <message>
        <source>{path} is there already and is no {what}; choose another name for {parameter}.</source>
        <translation>{path} ya está ahí y no es {what}; elija otro nombre para {parameter}.</translation>
    </message>
    <message>
        <source>{path} is there already and is not an audit; choose another name for {REPORT}.</source>
        <translation>{path} ya existe y no es una auditoría; hay que elegir otro nombre para {REPORT}.</translation>
    </message>
    <message>
        <source>{path} is there, and is not this product whole; move it away</source>
        <translation>{path} está ahí, y no es este producto entero; muévalo a otro sitio</translation>
    </message>
    <message>
        <source>{path} is to be a GeoTIFF; give it a name that ends in .tif.</source>
        <translation>{path} debe ser un GeoTIFF; hay que darle un nombre que acabe en .tif.</translation>
    </message>
    <message>
        <source>{path} is too large for a document of a catalogue.</source>
        <translation>{path} es demasiado grande para ser un documento de un catálogo.</translation>
    </message>
    <message>
        <source>{path} names {name!r} as a table of tiles, and no export writes such a file.</source>
        <translation>{path} nombra {name!r} como tabla de teselas, y ninguna exportación escribe un archivo así.</translation>
    </message>
    <message>
        <source>{path} names {twice} more than once; export it again.</source>
        <translation>{path} nombra {twice} más de una vez; expórtelo de nuevo.</translation>
    </message>
    <message>
        <source>{path} was changed after the dataset was written; export the dataset again from what Load Dataset makes of it.</source>
        <translation>{path} se modificó después de escribirse el conjunto de datos; expórtelo de nuevo a partir de lo que Cargar conjunto de datos hace de él.</translation>
    </message>
    <message>
        <source>{path} was changed after the dataset was written{more}, and what was changed would be lost; move it away, or choose another folder.</source>
        <translation>{path} se modificó después de escribirse el conjunto de datos{more}, y lo modificado se perdería; muévalo a otro sitio o elija otra carpeta.</translation>
    </message>
    <message>
        <source>{path} was changed; what was written there is not taken over.</source>
        <translation>{path} se modificó; lo que se escribió allí no se conserva.</translation>
    </message>
    <message>
        <source>{percent:.0f} % of the pixels are below 0. If the product was harmonised already, so that its numbers hold no offset, run again with {OFFSET}=0.</source>
        <translation>El {percent:.0f} % de los píxeles está por debajo de 0. Si el producto ya se armonizó, de modo que sus números no contienen desplazamiento, hay que ejecutar de nuevo con {OFFSET}=0.</translation>
    </message>
    <message>
        <source>{percent:.0f} % of the pixels of {raster} have values far from all that the model was trained on; check that both are in the same units.</source>
        <translation>El {percent:.0f} % de los píxeles de {raster} tiene valores alejados de todos aquellos con los que se entrenó el modelo; conviene comprobar que ambos están en las mismas unidades.</translation>
    </message>
    <message>
        <source>{percent:.1f} % of {area:.2f} {unit} changed: {changed:.2f} {unit}.</source>
        <translation>Cambió el {percent:.1f} % de {area:.2f} {unit}: {changed:.2f} {unit}.</translation>
    </message>
    <message>
        <source>{percent:.1f} %, at least {least:g} %</source>
        <translation>{percent:.1f} %, como mínimo {least:g} %</translation>
    </message>
    <message>
        <source>{percent:.1f} %, at most {most:g} %</source>
        <translation>{percent:.1f} %, como máximo {most:g} %</translation>
    </message>
    <message>
        <source>{percent:.2f} % of the tiles' area has no class ({field}).</source>
        <translation>El {percent:.2f} % de la superficie de las teselas no tiene clase ({field}).</translation>
    </message>
    <message>
        <source>{percent:.2f} %, at least {least:g} %</source>
        <translation>{percent:.2f} %, al menos {least:g} %</translation>
    </message>
    <message>
        <source>{place} does not lie on {name}; choose a place on it, or another product.</source>
        <translation>{place} no está sobre {name}; elija un lugar dentro de él u otro producto.</translation>
    </message>
    <message>
        <source>{place} has more than {count} documents; give the address of a catalogue below it, or a {COLLECTION}.</source>
        <translation>{place} tiene más de {count} documentos; indique la dirección de un catálogo inferior o una {COLLECTION}.</translation>
    </message>
    <message>
        <source>{place} is no STAC catalogue that can be read ({reason}); check the address.</source>
        <translation>{place} no es un catálogo STAC que se pueda leer ({reason}); compruebe la dirección.</translation>
    </message>
    <message>
        <source>{place} is no STAC catalogue that can be searched: {reason}</source>
        <translation>{place} no es un catálogo STAC en el que se pueda buscar: {reason}</translation>
    </message>
    <message>
        <source>{place}: {name} failed: {why}</source>
        <translation>{place}: {name} falló: {why}</translation>
    </message>
    <message>
        <source>{place}: {name} is done.</source>
        <translation>{place}: {name} está hecho.</translation>
    </message>
    <message>
        <source>{place}: {name} is there already and whole.</source>
        <translation>{place}: {name} ya está, y entero.</translation>
    </message>
    <message>
        <source>{product} has no scene classification: its clouds stay.</source>
        <translation>{product} no tiene clasificación de escena: sus nubes se quedan.</translation>
    </message>
    <message>
        <source>{product}: level {level}, tile {tile}, date {date}, processing baseline {baseline}.</source>
        <translation>{product}: nivel {level}, tesela {tile}, fecha {date}, versión de procesamiento {baseline}.</translation>
    </message>
    <message>
        <source>{product}: {date}, reflectance = {scale}.</source>
        <translation>{product}: {date}, reflectancia = {scale}.</translation>
    </message>
    <message>
        <source>{program} {old} is {new} here</source>
        <translation>{program} {old} es aquí {new}</translation>
    </message>
    <message>
        <source>{rasters} and {folder} are both given; give one of them.</source>
        <translation>Se han indicado {rasters} y {folder}; hay que indicar solo uno de los dos.</translation>
    </message>
    <message>
        <source>{raster} and {scenes} are both given; give one of them.</source>
        <translation>Se han indicado tanto {raster} como {scenes}; indique solo uno de ellos.</translation>
    </message>
    <message>
        <source>{raster} has no coordinate system, so that nobody knows how large polygons are; assign one (right-click the layer, Layer CRS), or leave {MIN_PARCEL_AREA} and {MIN_PARCEL_WIDTH} empty.</source>
        <translation>{raster} no tiene sistema de coordenadas, así que nadie sabe cuánto miden los polígonos; asígnele uno (clic derecho en la capa, SRC de la capa), o deje {MIN_PARCEL_AREA} y {MIN_PARCEL_WIDTH} vacíos.</translation>
    </message>
    <message>
        <source>{raster} has no coordinate system, so that nobody knows its areas; assign one (right-click the layer, Layer CRS), or set {AREA_UNIT=PIXELS}.</source>
        <translation>{raster} no tiene sistema de coordenadas, así que nadie conoce sus superficies; asígnele uno (clic derecho en la capa, SRC de la capa), o ponga {AREA_UNIT=PIXELS}.</translation>
    </message>
    <message>
        <source>{raster} has no pixel to train on and was skipped.</source>
        <translation>{raster} no tiene ningún píxel con el que entrenar y se omitió.</translation>
    </message>
    <message>
        <source>{reason}; asking again in {seconds:.0f} s.</source>
        <translation>{reason}; se vuelve a pedir en {seconds:.0f} s.</translation>
    </message>
    <message>
        <source>{reference} has no class anywhere that {raster} has one; check the coordinate systems of both, the field with the class, and the map's nodata value.</source>
        <translation>{reference} no tiene clase en ningún lugar donde {raster} la tenga; compruebe los sistemas de coordenadas de ambos, el campo con la clase y el valor sin datos del mapa.</translation>
    </message>
    <message>
        <source>{role} ({layer})</source>
        <translation>{role} ({layer})</translation>
    </message>
    <message>
        <source>{role} {layer} holds lines, and polygons or points are needed; make polygons of them first, for example with Vector &gt; Geoprocessing Tools &gt; Buffer.</source>
        <translation>{role} {layer} contiene líneas, y se necesitan polígonos o puntos; conviértalas antes en polígonos, por ejemplo con Vectorial &gt; Herramientas de geoproceso &gt; Buffer.</translation>
    </message>
    <message>
        <source>{role} {layer} holds {shapes}, and polygons are needed; make some of them first, for example with Vector &gt; Geoprocessing Tools &gt; Buffer.</source>
        <translation>{role} {layer} contiene {shapes}, y hacen falta polígonos; primero hay que crearlos a partir de ellos, por ejemplo con Vectorial &gt; Herramientas de geoproceso &gt; Buffer.</translation>
    </message>
    <message>
        <source>{role} {layer} is a table without geometry, and polygons are needed.</source>
        <translation>{role} {layer} es una tabla sin geometría, y se necesitan polígonos.</translation>
    </message>
    <message>
        <source>{role} {layer} is a table without geometry, and polygons or points are needed.</source>
        <translation>{role} {layer} es una tabla sin geometría, y se necesitan polígonos o puntos.</translation>
    </message>
    <message>
        <source>{rule} and {band}</source>
        <translation>{rule} y {band}</translation>
    </message>
    <message>
        <source>{samples} of {dates}, {size} before compression.</source>
        <translation>{samples} de {dates}, {size} antes de comprimir.</translation>
    </message>
    <message>
        <source>{scaling} is for images of three bands, and {MODEL} {name} takes {count}.</source>
        <translation>{scaling} es para imágenes de tres bandas, y {MODEL} {name} toma {count}.</translation>
    </message>
    <message>
        <source>{scenes} and {folder} are both given; give one of them.</source>
        <translation>Se indican {scenes} y {folder}; indique solo uno.</translation>
    </message>
    <message>
        <source>{scenes} has no tile of the split train, so its scaling is fitted to all of its tiles.</source>
        <translation>{scenes} no tiene ninguna tesela de la división train, de modo que su escalado se ajusta a todas sus teselas.</translation>
    </message>
    <message>
        <source>{scenes} names {path} twice, which would make each tile twice; name it once.</source>
        <translation>{scenes} nombra {path} dos veces, lo que crearía cada tesela dos veces; nómbrelo una sola vez.</translation>
    </message>
    <message>
        <source>{scene} is a Sentinel-2 product, which no style draws; make a raster of it with Load Sentinel-2 first, or choose another {SCALING}.</source>
        <translation>{scene} es un producto Sentinel-2, que ningún estilo dibuja; conviértalo antes en un ráster con Cargar Sentinel-2 o elija otro {SCALING}.</translation>
    </message>
    <message>
        <source>{scene} is a scene of several datasets and is scaled otherwise in each, so that the same value means something else; leave it to one of them, or export them again with {SCALING_PER=DATASET}.</source>
        <translation>{scene} es una escena de varios conjuntos de datos y está escalada de otra manera en cada uno, de modo que el mismo valor significa otra cosa; déjela en uno solo de ellos o expórtelos de nuevo con {SCALING_PER=DATASET}.</translation>
    </message>
    <message>
        <source>{scene} is read with its bands {bands}.</source>
        <translation>{scene} se lee con sus bandas {bands}.</translation>
    </message>
    <message>
        <source>{scene}: {reason}</source>
        <translation>{scene}: {reason}</translation>
    </message>
    <message>
        <source>{share:.1f} % of the area lie on no tile; they reach from 80 degrees south to 84 degrees north.</source>
        <translation>El {share:.1f} % del área no está en ninguna tesela; llegan de 80 grados sur a 84 grados norte.</translation>
    </message>
    <message>
        <source>{shares}, and about {percent:.2g} % are {value:.10g}</source>
        <translation>{shares}, y cerca del {percent:.2g} % son {value:.10g}</translation>
    </message>
    <message>
        <source>{shares}: they count as data. {remedy}</source>
        <translation>{shares}: cuentan como datos. {remedy}</translation>
    </message>
    <message>
        <source>{shown} of {all} images are shown; {count} failed: {names}.</source>
        <translation>Se muestran {shown} de {all} imágenes; fallaron {count}: {names}.</translation>
    </message>
    <message>
        <source>{size} bytes and it has {found}</source>
        <translation>{size} bytes y tiene {found}</translation>
    </message>
    <message>
        <source>{source} names {name!r} as a tile, but {why}, so the folder is left alone; remove that dataset yourself, or choose another folder.</source>
        <translation>{source} nombra {name!r} como tesela, pero {why}, así que la carpeta no se toca; elimine usted ese conjunto de datos o elija otra carpeta.</translation>
    </message>
    <message>
        <source>{target} is read for it; choose another {OUTPUT_FOLDER}.</source>
        <translation>{target} se lee para ello; elija otro {OUTPUT_FOLDER}.</translation>
    </message>
    <message>
        <source>{target} is there already and was made otherwise; choose another {OUTPUT_FOLDER}, or replace it with {OVERWRITE}.</source>
        <translation>{target} ya existe y se hizo de otro modo; elija otro {OUTPUT_FOLDER}, o reemplácelo con {OVERWRITE}.</translation>
    </message>
    <message>
        <source>{text}</source>
        <translation>{text}</translation>
    </message>
    <message>
        <source>{told}</source>
        <translation>{told}</translation>
    </message>
    <message>
        <source>{told}: {said}</source>
        <translation>{told}: {said}</translation>
    </message>
    <message>
        <source>{undated} hold single bands and have no dates: put the bands of an image together with Stack Bands, or give a {DATE_PATTERN}.</source>
        <translation>{undated} contienen bandas sueltas y no tienen fecha: junte las bandas de una imagen con Apilar bandas, o indique un {DATE_PATTERN}.</translation>
    </message>
    <message>
        <source>{undated} holds a single band and has no date: put the bands of an image together with Stack Bands, or give a {DATE_PATTERN}.</source>
        <translation>{undated} contiene una sola banda y no tiene fecha: junte las bandas de una imagen con Apilar bandas, o indique un {DATE_PATTERN}.</translation>
    </message>
    <message>
        <source>{url} answers {status}: {text}</source>
        <translation>{url} responde {status}: {text}</translation>
    </message>
    <message>
        <source>{url} cannot be asked: {reason}.</source>
        <translation>No se puede preguntar a {url}: {reason}.</translation>
    </message>
    <message>
        <source>{url} does not answer as a catalogue of products does; check {CATALOGUE_URL}. ({reason})</source>
        <translation>{url} no responde como un catálogo de productos; compruebe {CATALOGUE_URL}. ({reason})</translation>
    </message>
    <message>
        <source>{url} does not exist ({status}); check the address.</source>
        <translation>{url} no existe ({status}); compruebe la dirección.</translation>
    </message>
    <message>
        <source>{url} gives a token that cannot be used; try again later.</source>
        <translation>{url} da un token que no se puede usar; inténtelo más tarde.</translation>
    </message>
    <message>
        <source>{url} gives no token that can be understood ({reason}); try again later.</source>
        <translation>{url} no da un token que se entienda ({reason}); inténtelo más tarde.</translation>
    </message>
    <message>
        <source>{url} has {name!r} under this id, which is no Sentinel-2 product.</source>
        <translation>{url} tiene {name!r} con este identificador, que no es ningún producto de Sentinel-2.</translation>
    </message>
    <message>
        <source>{url} is no address on the web; give one that begins with https:// or http://.</source>
        <translation>{url} no es una dirección web; indique una que empiece por https:// o http://.</translation>
    </message>
    <message>
        <source>{url} is refused to you ({status}); choose an authentication configuration that may read it, with {AUTHCFG}.</source>
        <translation>{url} no le permite el acceso ({status}); elija con {AUTHCFG} una configuración de autenticación que pueda leerla.</translation>
    </message>
    <message>
        <source>{url} redirects again and again; check the address.</source>
        <translation>{url} redirige una y otra vez; compruebe la dirección.</translation>
    </message>
    <message>
        <source>{url} redirects to {other}, which is not encrypted; check the address.</source>
        <translation>{url} redirige a {other}, que no está cifrada; compruebe la dirección.</translation>
    </message>
    <message>
        <source>{url} should answer with JSON and answers with {start!r} ({reason}); check the address.</source>
        <translation>{url} debería responder con JSON y responde con {start!r} ({reason}); compruebe la dirección.</translation>
    </message>
    <message>
        <source>{value:.10g}</source>
        <translation>{value:.10g}</translation>
    </message>
    <message>
        <source>{value:.10g} (under 1 %)</source>
        <translation>{value:.10g} (menos del 1 %)</translation>
    </message>
    <message>
        <source>{value:.10g} ({FILL})</source>
        <translation>{value:.10g} ({FILL})</translation>
    </message>
    <message>
        <source>{value:.10g} ({percent:.0f} %)</source>
        <translation>{value:.10g} ({percent:.0f} %)</translation>
    </message>
    <message>
        <source>{values} in {band}</source>
        <translation>{values} en {band}</translation>
    </message>
    <message>
        <source>{value} in {scenes}</source>
        <translation>{value} en {scenes}</translation>
    </message>
    <message>
        <source>{version}.</source>
        <translation>{version}.</translation>
    </message>
    <message>
        <source>{what} would take {needed} of memory, and {free} are free; {remedy}.</source>
        <translation>{what} ocuparía {needed} de memoria, y hay {free} libres; {remedy}.</translation>
    </message>
    <message>
        <source>{where} cannot be read as an image; export the dataset again.</source>
        <translation>{where} no se puede leer como imagen; exporte de nuevo el conjunto de datos.</translation>
    </message>
    <message>
        <source>{where} does not say {key}, which should be {wanted}; get it again, or name the right file.</source>
        <translation>{where} no indica {key}, que debería ser {wanted}; consígalo de nuevo o indique el archivo correcto.</translation>
    </message>
    <message>
        <source>{where} gives class {name!r} two numbers, {numbers} and {number}; leave one.</source>
        <translation>{where} da a la clase {name!r} dos números, {numbers} y {number}; deje uno.</translation>
    </message>
    <message>
        <source>{where} has columns of objects that are not of one length; get it again.</source>
        <translation>{where} tiene columnas de objetos de distinta longitud; obténgalo de nuevo.</translation>
    </message>
    <message>
        <source>{where} has no column {missing}; it has {names}. Name the right file.</source>
        <translation>{where} no tiene la columna {missing}; tiene {names}. Indique el archivo correcto.</translation>
    </message>
    <message>
        <source>{where} has the class {label!r}, which the map does not have; it has {names}. Correct it there, or add it with {CLASS_MAP}, for example 99={label}.</source>
        <translation>{where} tiene la clase {label!r}, que el mapa no tiene; tiene {names}. Corríjala allí o añádala con {CLASS_MAP}, por ejemplo 99={label}.</translation>
    </message>
    <message>
        <source>{where} holds a text with half a character; get it again, or name the right file.</source>
        <translation>{where} contiene un texto con medio carácter; consígalo de nuevo o indique el archivo correcto.</translation>
    </message>
    <message>
        <source>{where} holds the number {number}, which is none that can be used; get it again, or name the right file.</source>
        <translation>{where} contiene el número {number}, que no se puede usar; consígalo de nuevo o indique el archivo correcto.</translation>
    </message>
    <message>
        <source>{where} holds {found} where {key} should be {wanted}; get it again, or name the right file.</source>
        <translation>{where} contiene {found} donde {key} debería ser {wanted}; consígalo de nuevo o indique el archivo correcto.</translation>
    </message>
    <message>
        <source>{where} is nested deeper than {depth} levels, as no file of Tilewright is; name the right file.</source>
        <translation>{where} está anidado a más de {depth} niveles, como ningún archivo de Tilewright; indique el archivo correcto.</translation>
    </message>
    <message>
        <source>{where} is not JSON, as line {line} shows; get it again, or name the right file.</source>
        <translation>{where} no es JSON, como muestra la línea {line}; consígalo de nuevo o indique el archivo correcto.</translation>
    </message>
    <message>
        <source>{where} is not an annotation of VOC, or is cut off; export the dataset again.</source>
        <translation>{where} no es una anotación de VOC, o está cortada; vuelva a exportar el conjunto de datos.</translation>
    </message>
    <message>
        <source>{where} is not of {width} x {height} pixels as its image is; export the dataset again.</source>
        <translation>{where} no tiene {width} x {height} píxeles como su imagen; exporte de nuevo el conjunto de datos.</translation>
    </message>
    <message>
        <source>{where} names no class; write pairs such as 10=tree,20=shrub.</source>
        <translation>{where} no nombra ninguna clase; escriba pares como 10=tree,20=shrub.</translation>
    </message>
    <message>
        <source>{why}</source>
        <translation>{why}</translation>
    </message>
    <message>
        <source>{why}.</source>
        <translation>{why}.</translation>
    </message>
    <message>
        <source>{width:.6g} x {height:.6g} m</source>
        <translation>{width:.6g} x {height:.6g} m</translation>
    </message>
    <message>
        <source>{width:.6g} x {height:.6g} units</source>
        <translation>{width:.6g} x {height:.6g} unidades</translation>
    </message>
    <message>
        <source>{width} x {height} of the product's {all_width} x {all_height} pixels are loaded.</source>
        <translation>Se cargan {width} x {height} de los {all_width} x {all_height} píxeles del producto.</translation>
    </message>
    <message>
        <source>{width} x {height} pixels</source>
        <translation>{width} x {height} píxeles</translation>
    </message>
    <message>
        <source>{wrong}; but every file in it agrees with the product's own manifest, so that the service has only packed it anew</source>
        <translation>{wrong}; pero cada archivo concuerda con el manifiesto del propio producto, de modo que el servicio solo lo ha vuelto a empaquetar</translation>
    </message>
    <message>
        <source>{} %</source>
        <translation>{} %</translation>
    </message>
    <message>
        <source>{} % of the pixels are {} without being marked as nodata.</source>
        <translation>El {} % de los píxeles vale {} sin estar marcado como sin datos.</translation>
    </message>
    <message>
        <source>{} cannot be edited.</source>
        <translation>{} no se puede editar.</translation>
    </message>
    <message>
        <source>{} cannot be opened; remove it, and try the example again.</source>
        <translation>No se puede abrir {}; elimínelo y vuelva a probar el ejemplo.</translation>
    </message>
    <message>
        <source>{} cannot be written.</source>
        <translation>No se puede escribir {}.</translation>
    </message>
    <message>
        <source>{} cannot be written: {}</source>
        <translation>No se puede escribir {}: {}</translation>
    </message>
    <message>
        <source>{} exists and may hold other layers; choose a new name.</source>
        <translation>{} ya existe y puede contener otras capas; hay que elegir un nombre nuevo.</translation>
    </message>
    <message>
        <source>{} exists; choose a new name.</source>
        <translation>{} ya existe; hay que elegir un nombre nuevo.</translation>
    </message>
    <message>
        <source>{} holds no tiles.</source>
        <translation>{} no contiene teselas.</translation>
    </message>
    <message>
        <source>{} in {}</source>
        <translation>{} en {}</translation>
    </message>
    <message>
        <source>{} is gone; there is nothing to load.</source>
        <translation>{} ya no existe; no hay nada que cargar.</translation>
    </message>
    <message>
        <source>{} of {} interpreted</source>
        <translation>{} de {} interpretados</translation>
    </message>
    <message>
        <source>{} tiles have {} in their names; this is number {}. Enter: the next.</source>
        <translation>{} teselas tienen {} en el nombre; esta es la número {}. Intro: la siguiente.</translation>
    </message>
    <message>
        <source>{} training pixels</source>
        <translation>{} píxeles de entrenamiento</translation>
    </message>
    <message>
        <source>{} trees</source>
        <translation>{} árboles</translation>
    </message>
    <message>
        <source>{} × {} pixels of {}, {} band of {}, {}.</source>
        <translation>{} × {} píxeles de {}, {} banda de {}, {}.</translation>
    </message>
    <message>
        <source>{} × {} pixels of {}, {} bands of {}, {}.</source>
        <translation>{} × {} píxeles de {}, {} bandas de {}, {}.</translation>
    </message>
    <message>
        <source>{}-bit decimal numbers</source>
        <translation>números decimales de {} bits</translation>
    </message>
    <message>
        <source>{}-bit whole numbers</source>
        <translation>números enteros de {} bits</translation>
    </message>
    <message>
        <source>{}-bit whole numbers with sign</source>
        <translation>números enteros con signo de {} bits</translation>
    </message>
    <message>
        <source>{}: no value</source>
        <translation>{}: ningún valor</translation>
    </message>
    <message>
        <source>{}: rejected tiles</source>
        <translation>{}: teselas descartadas</translation>
    </message>
    <message>
        <source>{}: tiles</source>
        <translation>{}: teselas</translation>
    </message>
    <message>
        <source>{}: {} to {}</source>
        <translation>{}: {} a {}</translation>
    </message>
</context>
<context>
    <name>ValuePlot</name>
    <message>
        <source>How often each value occurs on the tile as stored. Dashed lines: the values that become 0 and 255.</source>
        <translation>Con qué frecuencia está cada valor en la tesela guardada. Líneas discontinuas: los valores que pasan a ser 0 y 255.</translation>
    </message>
    <message>
        <source>Values of the tile, and the cut values</source>
        <translation>Valores de la tesela y valores de corte</translation>
    </message>
</context>
<context>
    <name>_Ramp</name>
    <message>
        <source>Colours of the share of cloud, from 0 % (dark blue) to 100 % (yellow)</source>
        <translation>Colores de la proporción de nubes, de 0 % (azul oscuro) a 100 % (amarillo)</translation>
    </message>
</context>
</TS>
