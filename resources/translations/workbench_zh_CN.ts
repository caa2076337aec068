<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>BatchesTab</name>
    <message>
        <source> of {count}</source>
        <translation> / {count}</translation>
    </message>
    <message>
        <source>A bar stands before a token with which a document begins.</source>
        <translation>文档开头的词元前有一条竖线。</translation>
    </message>
    <message>
        <source>Begins at</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档数</translation>
    </message>
    <message>
        <source>Every token but the first is predicted: nothing is masked, nothing is padded.</source>
        <translation>除第一个以外，每个词元都要预测：没有遮盖，也没有填充。</translation>
    </message>
    <message>
        <source>How many documents begin within it.</source>
        <translation>有多少篇文档在其中开始。</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Inputs: what the model reads</source>
        <translation>输入：模型读取的内容</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>分批</translation>
    </message>
    <message>
        <source>Sequences of the batch</source>
        <translation>该批的序列</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Targets: what it has to predict at each place, one token further on</source>
        <translation>目标：模型在每个位置要预测的内容，即后一个词元</translation>
    </message>
    <message>
        <source>The batch within the step, where gradients are added up over several.</source>
        <translation>累加多批梯度时，该步中的第几批。</translation>
    </message>
    <message>
        <source>The first {count} sequences are listed.</source>
        <translation>只列出前 {count} 条序列。</translation>
    </message>
    <message>
        <source>The place of the sequence in the batch.</source>
        <translation>序列在该批中的位置。</translation>
    </message>
    <message>
        <source>The sequences of this batch; choose one to see its tokens.</source>
        <translation>该批的序列；选择一条即可查看其词元。</translation>
    </message>
    <message>
        <source>The step whose batch is shown; 1 is the first.</source>
        <translation>显示哪一步的批；1 是第一步。</translation>
    </message>
    <message>
        <source>This tokenizer loses characters, so the borders of documents are not known.</source>
        <translation>此分词器会丢失字符，因此无法得知文档的边界。</translation>
    </message>
    <message>
        <source>Where in the training text it begins, in tokens.</source>
        <translation>它从训练文本的哪里开始，以词元计。</translation>
    </message>
    <message>
        <source>{rows} sequences of {length} tokens, from pass {number} through the training text.</source>
        <translation>{rows} 条序列，每条 {length} 个词元，取自训练文本的第 {number} 遍。</translation>
    </message>
</context>
<context>
    <name>CheckpointsDialog</name>
    <message>
        <source>A ticked checkpoint is kept until you untick it. Of the others the newest and the best stay.</source>
        <translation>勾选的检查点会一直保留，直到取消勾选。其余的只保留最新的和最佳的。</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Checkpoints of “{name}”</source>
        <translation>“{name}”的检查点</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this list.</source>
        <translation>关闭此列表。</translation>
    </message>
    <message>
        <source>Keep this checkpoint.</source>
        <translation>保留此检查点。</translation>
    </message>
    <message>
        <source>Keep, step</source>
        <translation>保留，步</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Only for the run that trains in this window.</source>
        <translation>仅适用于正在本窗口中训练的运行。</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Read and check every file of the checkpoints again.</source>
        <translation>重新读取并检查检查点的每个文件。</translation>
    </message>
    <message>
        <source>Save a checkpoint of this very step; training goes on.</source>
        <translation>保存当前这一步的检查点；训练继续进行。</translation>
    </message>
    <message>
        <source>Save one now</source>
        <translation>立即保存一个</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存时间</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>The checkpoints of this run, newest first.</source>
        <translation>此运行的检查点，最新的在前。</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>newest</source>
        <translation>最新</translation>
    </message>
</context>
<context>
    <name>CleaningDialog</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a step behind the chosen one.</source>
        <translation>在选中的步骤之后添加一步。</translation>
    </message>
    <message>
        <source>All steps</source>
        <translation>所有步骤</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Change nothing.</source>
        <translation>不作任何更改。</translation>
    </message>
    <message>
        <source>Clean the text in this way.</source>
        <translation>按此方式清洗文本。</translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation>清洗</translation>
    </message>
    <message>
        <source>Cleaning the first documents…</source>
        <translation>正在清洗开头的文档…</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Of the first {documents} documents ({characters} characters) {changed} changed, {out} left out</source>
        <translation>开头的 {documents} 篇文档（{characters} 个字符）中，{changed} 篇有改动，{out} 篇被略去</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Show what all steps do together, or the chosen one alone.</source>
        <translation>显示所有步骤合起来的效果，或只显示选中步骤的效果。</translation>
    </message>
    <message>
        <source>Take the chosen step earlier (Alt+Up).</source>
        <translation>把选中的步骤提前（Alt+↑）。</translation>
    </message>
    <message>
        <source>Take the chosen step later (Alt+Down).</source>
        <translation>把选中的步骤推后（Alt+↓）。</translation>
    </message>
    <message>
        <source>Take the chosen step out (Delete).</source>
        <translation>移除选中的步骤（Del）。</translation>
    </message>
    <message>
        <source>The chosen step</source>
        <translation>选中的步骤</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
</context>
<context>
    <name>CleaningRow</name>
    <message>
        <source>Choose what is done to the text before it is divided, and see what changes.</source>
        <translation>选择在划分之前对文本做什么，并查看会有哪些变化。</translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation>清洗</translation>
    </message>
    <message>
        <source>Edit the steps of cleaning</source>
        <translation>编辑清洗步骤</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>The text is taken as it is.</source>
        <translation>文本按原样使用。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{count} steps</source>
        <translation>{count} 步</translation>
    </message>
</context>
<context>
    <name>CurvePlot</name>
    <message>
        <source>Step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>Values of {plot}</source>
        <translation>{plot}的数值</translation>
    </message>
    <message>
        <source>floor {value}</source>
        <translation>下限 {value}</translation>
    </message>
</context>
<context>
    <name>CurveView</name>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>{plot} against the training step. Drag to move, turn the wheel to zoom, double-click to see all.</source>
        <translation>{plot}随训练步数的变化。拖动可平移，滚轮可缩放，双击显示全部。</translation>
    </message>
</context>
<context>
    <name>DataPanel</name>
    <message>
        <source>Drop the file to learn from its text.</source>
        <translation>松开鼠标，即可用此文件的文本来学习。</translation>
    </message>
    <message>
        <source>How the text is cut into the pieces that the model learns.</source>
        <translation>如何把文本切分成模型学习的单元。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Look inside the data</source>
        <translation>查看数据内部</translation>
    </message>
    <message>
        <source>Look inside…</source>
        <translation>查看内部…</translation>
    </message>
    <message>
        <source>See the tokens of a text, the statistics of the data, and the first batches.</source>
        <translation>查看文本的词元、数据的统计和最初的几批。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>分词器</translation>
    </message>
</context>
<context>
    <name>DifferenceView</name>
    <message>
        <source>Before and after</source>
        <translation>清洗前后</translation>
    </message>
    <message>
        <source>Left out by step {number}: </source>
        <translation>被第 {number} 步略去：</translation>
    </message>
    <message>
        <source>Lines that change: what is removed is struck out in red, what is added is underlined in green.</source>
        <translation>有改动的行：删去的内容用红色删除线标出，新增的内容用绿色下划线标出。</translation>
    </message>
    <message>
        <source>… and more lines.</source>
        <translation>……还有更多行。</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this message.</source>
        <translation>关闭此消息。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy this message and its details.</source>
        <translation>复制此消息及其详细信息。</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Log file: {path}</source>
        <translation>日志文件：{path}</translation>
    </message>
    <message>
        <source>Show the technical details.</source>
        <translation>显示技术细节。</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>技术细节</translation>
    </message>
    <message>
        <source>What the program was doing when it failed.</source>
        <translation>程序出错时正在做什么。</translation>
    </message>
</context>
<context>
    <name>FileCommands</name>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Clear list</source>
        <translation>清空列表</translation>
    </message>
    <message>
        <source>Don&apos;t save</source>
        <translation>不保存</translation>
    </message>
    <message>
        <source>Experiments (*.yaml *.yml)</source>
        <translation>实验 (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>Go on and forget the changes.</source>
        <translation>继续并放弃更改。</translation>
    </message>
    <message>
        <source>Name of new runs:</source>
        <translation>新运行的名称：</translation>
    </message>
    <message>
        <source>Nothing opened yet</source>
        <translation>尚未打开过文件</translation>
    </message>
    <message>
        <source>Open experiment</source>
        <translation>打开实验</translation>
    </message>
    <message>
        <source>Rename experiment</source>
        <translation>重命名实验</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save experiment</source>
        <translation>保存实验</translation>
    </message>
    <message>
        <source>Save the changes to “{name}” first?</source>
        <translation>是否先保存对“{name}”的更改？</translation>
    </message>
    <message>
        <source>Save the settings, then go on.</source>
        <translation>保存设置，然后继续。</translation>
    </message>
    <message>
        <source>The settings were changed since they were last saved.</source>
        <translation>自上次保存以来，设置已更改。</translation>
    </message>
</context>
<context>
    <name>FrequencyTable</name>
    <message>
        <source>Count</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>How often it occurs in the training text.</source>
        <translation>它在训练文本中出现多少次。</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Its part of all tokens of the training text.</source>
        <translation>它占训练文本全部词元的比例。</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>The number that the model sees.</source>
        <translation>模型所见的数字。</translation>
    </message>
    <message>
        <source>The token&apos;s text; ␣ is a space, ↵ a line&apos;s end, → a tab.</source>
        <translation>词元的文本；␣ 是空格，↵ 是行尾，→ 是制表符。</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>词元</translation>
    </message>
</context>
<context>
    <name>Heading</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>更多设置</translation>
    </message>
    <message>
        <source>Show or hide the settings that are rarely changed.</source>
        <translation>显示或隐藏很少更改的设置。</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>All help pages; choose one to read it.</source>
        <translation>所有帮助页；选择一页阅读。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>首页</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Go back to the page before.</source>
        <translation>回到上一页。</translation>
    </message>
    <message>
        <source>Go forward again.</source>
        <translation>再次前进。</translation>
    </message>
    <message>
        <source>Go to the first page.</source>
        <translation>转到首页。</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Help page</source>
        <translation>帮助页</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>No page holds these words.</source>
        <translation>没有页面包含这些词。</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search all pages</source>
        <translation>搜索所有页面</translation>
    </message>
    <message>
        <source>Show only the pages that hold these words, and mark them there.</source>
        <translation>只显示包含这些词的页面，并在页内标出。</translation>
    </message>
    <message>
        <source>The text of the page; links lead to other pages.</source>
        <translation>页面的正文；链接通向其他页面。</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
</context>
<context>
    <name>HubDialog</name>
    <message>
        <source>A branch, tag or commit with the author&apos;s own files; empty takes the files that the Hub converted.</source>
        <translation>含有作者原始文件的分支、标签或提交；留空则取 Hub 转换的文件。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Change nothing.</source>
        <translation>不作任何更改。</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Data set of the Hugging Face Hub</source>
        <translation>Hugging Face Hub 的数据集</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Download the data set and learn from it.</source>
        <translation>下载该数据集并用它学习。</translation>
    </message>
    <message>
        <source>How much of the data set is here.</source>
        <translation>数据集已有多少在本机。</translation>
    </message>
    <message>
        <source>It is downloaded once and kept; a download that breaks goes on where it was.</source>
        <translation>只下载一次并保留；中断的下载会从断点继续。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Owner and name as its page shows them, or the address of that page.</source>
        <translation>其页面上显示的所有者和名称，或该页面的网址。</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>子集</translation>
    </message>
    <message>
        <source>Stop the download; what is here already is kept.</source>
        <translation>停止下载；已下载的部分会保留。</translation>
    </message>
    <message>
        <source>Stopped; what was downloaded is kept.</source>
        <translation>已停止；已下载的部分保留。</translation>
    </message>
    <message>
        <source>Which of several tables, such as a language; empty takes the only one.</source>
        <translation>多个表格中的哪一个，例如某种语言；留空则取唯一的一个。</translation>
    </message>
    <message>
        <source>Which part of the data set; empty takes the one to train on.</source>
        <translation>数据集的哪一部分；留空则取用于训练的部分。</translation>
    </message>
    <message>
        <source>converted to Parquet</source>
        <translation>已转换为 Parquet</translation>
    </message>
    <message>
        <source>owner/name</source>
        <translation>所有者/名称</translation>
    </message>
    <message>
        <source>the only one</source>
        <translation>唯一的一个</translation>
    </message>
</context>
<context>
    <name>IntEditor</name>
    <message>
        <source>Not a whole number. Write for example {example}.</source>
        <translation>不是整数。例如可以写 {example}。</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>Best checkpoint saved at step {step}.</source>
        <translation>第 {step} 步已保存最佳检查点。</translation>
    </message>
    <message>
        <source>Checkpoint saved at step {step}.</source>
        <translation>第 {step} 步已保存检查点。</translation>
    </message>
    <message>
        <source>Finished after {step} steps; validation loss over the whole split: {loss}.</source>
        <translation>共 {step} 步，已完成；整个验证集上的损失：{loss}。</translation>
    </message>
    <message>
        <source>Here the engine explains itself: which device it chose and why, what it saved, and what went wrong.</source>
        <translation>引擎在这里说明自己的工作：选择了哪个设备及原因、保存了什么、出了什么问题。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Measured: {memory} of memory, {count} tokens/s, {time} for the whole run.</source>
        <translation>实测：内存 {memory}，{count} 词元/秒，整个运行 {time}。</translation>
    </message>
    <message>
        <source>Run “{name}” started: {count} parameters, {steps} steps.</source>
        <translation>运行“{name}”已开始：{count} 个参数，{steps} 步。</translation>
    </message>
    <message>
        <source>Stopped after {step} steps; it can be continued.</source>
        <translation>在第 {step} 步后停止；可以继续。</translation>
    </message>
    <message>
        <source>What the engine did and why, newest last.</source>
        <translation>引擎做了什么及原因，最新的在最后。</translation>
    </message>
</context>
<context>
    <name>LossPlots</name>
    <message>
        <source>Loss (nats/token)</source>
        <translation>损失（奈特/词元）</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>Smoothed</source>
        <translation>平滑后</translation>
    </message>
    <message>
        <source>Step loss</source>
        <translation>单步损失</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>avg</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>val</source>
        <translation>验证</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>恢复(&amp;R)</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>It is at step {step}. A checkpoint is saved, and it can be continued later.</source>
        <translation>现在是第 {step} 步。会保存一个检查点，之后可以继续。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>No run is selected.</source>
        <translation>没有选中任何运行。</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Playground</source>
        <translation>演练场</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Save a checkpoint, then close.</source>
        <translation>保存检查点，然后关闭。</translation>
    </message>
    <message>
        <source>Select one in the list of runs first.</source>
        <translation>请先在运行列表中选择一个。</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <source>Stop the run and close?</source>
        <translation>停止运行并关闭？</translation>
    </message>
    <message>
        <source>Train language models on your own computer, and watch them learn.

Built on PyTorch, Qt for Python, pyqtgraph and Hugging Face tokenizers. No telemetry.</source>
        <translation>在自己的电脑上训练语言模型，并观察它们如何学习。

基于 PyTorch、Qt for Python、pyqtgraph 和 Hugging Face tokenizers 构建。不收集任何数据。</translation>
    </message>
</context>
<context>
    <name>MixtureDialog</name>
    <message>
        <source>A weight is how often the documents of a source are taken: 2 takes each twice, 0.5 a random half of them. Above 1, the split must keep copies together (By document).</source>
        <translation>权重是一个来源的文档被取用的次数：2 表示每篇取两次，0.5 表示随机取一半。大于 1 时，划分必须把副本放在一起（“按文档”）。</translation>
    </message>
    <message>
        <source>Add a data set of the Hub or a sample by its name.</source>
        <translation>按名称添加 Hub 的数据集或样本。</translation>
    </message>
    <message>
        <source>Add a file</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>Add a file of any known kind.</source>
        <translation>添加一个任意已知类型的文件。</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Add all texts of a folder.</source>
        <translation>添加文件夹中的全部文本。</translation>
    </message>
    <message>
        <source>Add by name</source>
        <translation>按名称添加</translation>
    </message>
    <message>
        <source>Add file…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Change nothing.</source>
        <translation>不作任何更改。</translation>
    </message>
    <message>
        <source>Each source needs a name, and a weight above 0 and up to {most}.</source>
        <translation>每个来源都需要名称，以及大于 0 且不超过 {most} 的权重。</translation>
    </message>
    <message>
        <source>Learn from these sources.</source>
        <translation>用这些来源学习。</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Press F2 or click twice to change a cell; a name may also be hub:owner/name or sample:stories.</source>
        <translation>按 F2 或双击可更改单元格；名称也可以是 hub:所有者/名称 或 sample:stories。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Several sources</source>
        <translation>多个来源</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>来源列表</translation>
    </message>
    <message>
        <source>Take the chosen source out of the mixture.</source>
        <translation>把选中的来源从混合中移除。</translation>
    </message>
    <message>
        <source>Text columns</source>
        <translation>文本列</translation>
    </message>
    <message>
        <source>Texts and tables ({patterns})</source>
        <translation>文本和表格 ({patterns})</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
</context>
<context>
    <name>MixtureRow</name>
    <message>
        <source>Choose the sources of the text and their weights.</source>
        <translation>选择文本的各个来源及其权重。</translation>
    </message>
    <message>
        <source>Edit the sources</source>
        <translation>编辑来源</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
</context>
<context>
    <name>ModelPanel</name>
    <message>
        <source>Activations</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Arithmetic operations to learn from one token, forward and backward, in millions (MFLOPs).</source>
        <translation>学习一个词元所需的运算次数（前向和反向），以百万计（MFLOPs）。</translation>
    </message>
    <message>
        <source>Averaged weights</source>
        <translation>平均后的权重</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Estimate of what training needs; the bar shows its parts.</source>
        <translation>训练所需内存的估计值；色条显示各部分。</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>How many different tokens the model tells apart.</source>
        <translation>模型能区分多少个不同的词元。</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Measure memory, speed and time</source>
        <translation>测量内存、速度和时间</translation>
    </message>
    <message>
        <source>Measured: the peak over a few real steps, and the copies that a checkpoint takes while it is written.</source>
        <translation>实测：几个真实步骤中的峰值，加上写入检查点时所需的副本。</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>测量中</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Memory while training</source>
        <translation>训练时的内存</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Time for the whole run at the measured speed, its evaluations included.</source>
        <translation>以实测速度完成整个运行所需的时间，含各次评估。</translation>
    </message>
    <message>
        <source>Token budget</source>
        <translation>词元预算</translation>
    </message>
    <message>
        <source>Tokens learned from in each second, as measured.</source>
        <translation>实测每秒学习的词元数。</translation>
    </message>
    <message>
        <source>Tokens that the steps take for each parameter, and how often they go through the training text.</source>
        <translation>训练步数所用的词元相当于每个参数多少个，以及把训练文本过多少遍。</translation>
    </message>
    <message>
        <source>{ratio}/parameter, {epochs} ×</source>
        <translation>{ratio}/参数，{epochs} ×</translation>
    </message>
    <message>
        <source>Numbers that training adjusts; more of them can learn more.</source>
        <translation>训练所调整的数值；数量越多，能学到的越多。</translation>
    </message>
    <message>
        <source>Optimizer state</source>
        <translation>优化器状态</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>峰值内存</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>Take a few real steps in a process of its own, to know memory, speed and time before Start.</source>
        <translation>在单独的进程中试做几步，在开始之前得知内存、速度和时间。</translation>
    </message>
    <message>
        <source>The kind of neural network that learns the text.</source>
        <translation>用于学习文本的神经网络类型。</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>整个运行</translation>
    </message>
    <message>
        <source>Work per token</source>
        <translation>每词元计算量</translation>
    </message>
    <message>
        <source>after the text is read</source>
        <translation>读取文本后可知</translation>
    </message>
    <message>
        <source>{count} MFLOPs</source>
        <translation>{count} MFLOPs</translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation>{count} 个词元</translation>
    </message>
    <message>
        <source>{count} tokens/s</source>
        <translation>{count} 词元/秒</translation>
    </message>
</context>
<context>
    <name>NumberEditor</name>
    <message>
        <source>Not a number. Write for example {example}.</source>
        <translation>不是数字。例如可以写 {example}。</translation>
    </message>
</context>
<context>
    <name>OptimizerPanel</name>
    <message>
        <source>How the learning rate changes from the first step to the last.</source>
        <translation>学习率从第一步到最后一步如何变化。</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>运行环境</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>曲线形状</translation>
    </message>
    <message>
        <source>The rule that turns gradients into weight updates.</source>
        <translation>把梯度变成权重更新的规则。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Update rule</source>
        <translation>更新规则</translation>
    </message>
</context>
<context>
    <name>PartsTable</name>
    <message>
        <source>Bytes of UTF-8 after cleaning.</source>
        <translation>清洗后 UTF-8 的字节数。</translation>
    </message>
    <message>
        <source>Bytes/token</source>
        <translation>字节/词元</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>字符数</translation>
    </message>
    <message>
        <source>Characters after cleaning.</source>
        <translation>清洗后的字符数。</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>不同词元</translation>
    </message>
    <message>
        <source>Different tokens that occur.</source>
        <translation>出现的不同词元数。</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档数</translation>
    </message>
    <message>
        <source>Documents that begin in the part.</source>
        <translation>在该部分中开始的文档数。</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>The more, the further a model sees.</source>
        <translation>越多，模型看得越远。</translation>
    </message>
    <message>
        <source>The parts of the text in numbers</source>
        <translation>文本各部分的数值</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元数</translation>
    </message>
    <message>
        <source>Tokens of this experiment&apos;s tokenizer.</source>
        <translation>按本实验分词器计的词元数。</translation>
    </message>
    <message>
        <source>Tokens that stand for something without an id.</source>
        <translation>代表没有编号的内容的词元。</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>What the part is for.</source>
        <translation>该部分的用途。</translation>
    </message>
</context>
<context>
    <name>PassageEditor</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>The text that is cut into tokens: type, paste, or take a passage of the source.</source>
        <translation>要切分成词元的文本：键入、粘贴，或从来源中取一段。</translation>
    </message>
    <message>
        <source>Type or paste a text.</source>
        <translation>键入或粘贴一段文本。</translation>
    </message>
</context>
<context>
    <name>PathEditor</name>
    <message>
        <source>Browse</source>
        <translation>浏览</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Choose a file or a folder (Alt+Down).</source>
        <translation>选择文件或文件夹（Alt+↓）。</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
</context>
<context>
    <name>PlaygroundControl</name>
    <message>
        <source>Model in training</source>
        <translation>正在训练的模型</translation>
    </message>
    <message>
        <source>the model in training</source>
        <translation>正在训练的模型</translation>
    </message>
</context>
<context>
    <name>PlaygroundPanel</name>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the text, the prompt included.</source>
        <translation>复制文本，包括提示词。</translation>
    </message>
    <message>
        <source>Empty the text.</source>
        <translation>清空文本。</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Generated text</source>
        <translation>生成的文本</translation>
    </message>
    <message>
        <source>Let the model continue the prompt, or stop it (Ctrl+Return).</source>
        <translation>让模型续写提示词，或停止生成（Ctrl+Return）。</translation>
    </message>
    <message>
        <source>No model yet: start or open a run.</source>
        <translation>还没有模型：请开始或打开一次运行。</translation>
    </message>
    <message>
        <source>Prompt: the text that the model continues</source>
        <translation>提示词：由模型续写的文本</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The model continues your prompt here, also while it is training.</source>
        <translation>模型在这里续写您的提示词，训练过程中也可以。</translation>
    </message>
    <message>
        <source>What the model wrote; the prompt is shown paler.</source>
        <translation>模型写出的内容；提示词颜色较淡。</translation>
    </message>
    <message>
        <source>Writes with {model}.</source>
        <translation>由{model}写作。</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>正在写…</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>written at step {step}</source>
        <translation>写于第 {step} 步</translation>
    </message>
    <message>
        <source>{rate} tokens/s</source>
        <translation>{rate} 词元/秒</translation>
    </message>
    <message>
        <source>{tokens} tokens, {rate}/s</source>
        <translation>{tokens} 词元，{rate}/秒</translation>
    </message>
</context>
<context>
    <name>PlotToolbar</name>
    <message>
        <source>Auto range</source>
        <translation>自动范围</translation>
    </message>
    <message>
        <source>Draw loss and perplexity on a logarithmic axis.</source>
        <translation>用对数轴绘制损失和困惑度。</translation>
    </message>
    <message>
        <source>How many past steps the smoothed curve averages over.</source>
        <translation>平滑曲线对过去多少步取平均。</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>对数轴</translation>
    </message>
    <message>
        <source>Show the whole curve and follow new data again.</source>
        <translation>显示整条曲线，并重新跟随新数据。</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Weight of the past in the smoothed curve, 0 to 0.999.</source>
        <translation>平滑曲线中过去所占的权重，0 到 0.999。</translation>
    </message>
</context>
<context>
    <name>PreparedTexts</name>
    <message>
        <source>&amp;Clear…</source>
        <translation>清除(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Limit: {size}…</source>
        <translation>上限：{size}(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Limit…</source>
        <translation>上限(&amp;L)…</translation>
    </message>
    <message>
        <source>A text is being prepared right now.</source>
        <translation>此刻正在准备文本。</translation>
    </message>
    <message>
        <source>Gigabytes that they may take; those not used for longest go first:</source>
        <translation>它们最多可占用多少 GB；最久未用的最先清除：</translation>
    </message>
    <message>
        <source>How much room they may take; those not used for longest go first.</source>
        <translation>它们最多可占用多少空间；最久未用的最先清除。</translation>
    </message>
    <message>
        <source>Prepared te&amp;xts</source>
        <translation>准备好的文本(&amp;X)</translation>
    </message>
    <message>
        <source>Prepared te&amp;xts: {size}</source>
        <translation>准备好的文本：{size}(&amp;X)</translation>
    </message>
    <message>
        <source>Prepared texts</source>
        <translation>准备好的文本</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Remove all prepared texts.</source>
        <translation>清除所有准备好的文本。</translation>
    </message>
    <message>
        <source>Remove all prepared texts?</source>
        <translation>清除所有准备好的文本？</translation>
    </message>
    <message>
        <source>Remove them all; the next start prepares its text anew.</source>
        <translation>全部清除；下次开始时会重新准备文本。</translation>
    </message>
    <message>
        <source>Texts in tokens, kept so that a second start begins at once.</source>
        <translation>已转换为词元的文本，保留下来以便再次开始时无需等待。</translation>
    </message>
    <message>
        <source>There are none.</source>
        <translation>没有准备好的文本。</translation>
    </message>
    <message>
        <source>They take {size}. Your files and your runs stay; the next start takes longer.</source>
        <translation>它们占用 {size}。您的文件和运行都会保留；下次开始会久一些。</translation>
    </message>
    <message>
        <source>{size} of prepared texts were removed.</source>
        <translation>已清除 {size} 准备好的文本。</translation>
    </message>
</context>
<context>
    <name>RatePlot</name>
    <message>
        <source>From {first} to {highest}, ending at {last}</source>
        <translation>从 {first} 升到 {highest}，最后为 {last}</translation>
    </message>
    <message>
        <source>Learning rate preview</source>
        <translation>学习率预览</translation>
    </message>
    <message>
        <source>The learning rate at each step of the training, as set above.</source>
        <translation>按上面的设置，训练中每一步的学习率。</translation>
    </message>
</context>
<context>
    <name>RunCommands</name>
    <message>
        <source>A run is training already.</source>
        <translation>已有一次运行正在训练。</translation>
    </message>
    <message>
        <source>Continue a finished run</source>
        <translation>继续已完成的运行</translation>
    </message>
    <message>
        <source>Delete this run.</source>
        <translation>删除此运行。</translation>
    </message>
    <message>
        <source>Its curves, texts and checkpoints go with it.</source>
        <translation>它的曲线、文本和检查点会一并移走。</translation>
    </message>
    <message>
        <source>Move the run “{name}” to the trash?</source>
        <translation>将运行“{name}”移到回收站？</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Stop it before you delete it.</source>
        <translation>请先停止，再删除。</translation>
    </message>
    <message>
        <source>Stop it first, then continue this one.</source>
        <translation>请先停止它，再继续这一个。</translation>
    </message>
    <message>
        <source>This run is training.</source>
        <translation>此运行正在训练。</translation>
    </message>
    <message>
        <source>“{name}” has taken all its {steps:,} steps. Train on to step:</source>
        <translation>“{name}”已完成全部 {steps:,} 步。继续训练到第几步：</translation>
    </message>
</context>
<context>
    <name>RunStatus</name>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Engine starting…</source>
        <translation>引擎启动中…</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>准备中…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>PyTorch is being loaded in the background; you can look around meanwhile.</source>
        <translation>正在后台加载 PyTorch；在此期间可以随意浏览。</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Steps taken of the steps planned.</source>
        <translation>已完成步数与计划步数。</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Time until the last step at the present speed.</source>
        <translation>按当前速度到最后一步所需的时间。</translation>
    </message>
    <message>
        <source>Training tokens per second, pauses and evaluations left out.</source>
        <translation>每秒训练的词元数，不计暂停和评估。</translation>
    </message>
    <message>
        <source>{rate} tokens/s</source>
        <translation>{rate} 词元/秒</translation>
    </message>
    <message>
        <source>– tokens/s</source>
        <translation>– 词元/秒</translation>
    </message>
</context>
<context>
    <name>RunView</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Loss on text that the model is not trained on, at the last evaluation.</source>
        <translation>最近一次评估时，在未用于训练的文本上的损失。</translation>
    </message>
    <message>
        <source>Mean training loss of the last steps, in nats per token.</source>
        <translation>最近若干步的平均训练损失，单位为奈特/词元。</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>The exponential of the validation loss: among how many tokens the model is undecided.</source>
        <translation>验证损失的指数：模型在多少个词元之间犹豫不决。</translation>
    </message>
    <message>
        <source>The learning rate of the last step.</source>
        <translation>最近一步的学习率。</translation>
    </message>
    <message>
        <source>Tokens of training text handled in a second.</source>
        <translation>每秒处理的训练文本词元数。</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>词元/秒</translation>
    </message>
    <message>
        <source>Val. loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>Weight updates taken, and planned.</source>
        <translation>已完成和计划的权重更新次数。</translation>
    </message>
    <message>
        <source>{architecture}, {count} parameters, {device} {precision}</source>
        <translation>{architecture}，{count} 个参数，{device} {precision}</translation>
    </message>
</context>
<context>
    <name>RunsModel</name>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Kind of neural network.</source>
        <translation>神经网络的类型。</translation>
    </message>
    <message>
        <source>Lowest loss on the validation text, in nats per token.</source>
        <translation>验证文本上的最低损失，单位为奈特/词元。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name of the run; F2 changes it.</source>
        <translation>运行的名称；按 F2 更改。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Val. loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>Weight updates taken, and planned.</source>
        <translation>已完成和计划的权重更新次数。</translation>
    </message>
    <message>
        <source>What the run is doing, or how it ended.</source>
        <translation>运行正在做什么，或如何结束。</translation>
    </message>
    <message>
        <source>When the run was started.</source>
        <translation>运行开始的时间。</translation>
    </message>
    <message>
        <source>{count} parameters</source>
        <translation>{count} 个参数</translation>
    </message>
</context>
<context>
    <name>RunsPanel</name>
    <message>
        <source>Checkpoints…</source>
        <translation>检查点…</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Every run of the workspace; double-click one to see its curves.</source>
        <translation>工作区中的所有运行；双击可查看其曲线。</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Give this run another name.</source>
        <translation>给此运行另取名称。</translation>
    </message>
    <message>
        <source>List this run&apos;s checkpoints, and choose which of them to keep.</source>
        <translation>列出此运行的检查点，并选择要保留哪些。</translation>
    </message>
    <message>
        <source>Move this run to the trash.</source>
        <translation>把此运行移到回收站。</translation>
    </message>
    <message>
        <source>No runs yet.

Each Start makes a run: a folder with its settings, curves, texts and checkpoints. It stays here to be opened, continued and compared.</source>
        <translation>还没有运行。

每次“开始”都会产生一次运行：一个包含设置、曲线、文本和检查点的文件夹。它会保留在这里，供您打开、继续和比较。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Read the list of runs again.</source>
        <translation>重新读取运行列表。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Show only runs whose name, state or architecture holds this text.</source>
        <translation>只显示名称、状态或架构包含此文本的运行。</translation>
    </message>
    <message>
        <source>Show this run&apos;s curves and talk to its model.</source>
        <translation>显示此运行的曲线，并与其模型对话。</translation>
    </message>
    <message>
        <source>Show this run&apos;s files.</source>
        <translation>显示此运行的文件。</translation>
    </message>
    <message>
        <source>Train on from the newest checkpoint.</source>
        <translation>从最新的检查点继续训练。</translation>
    </message>
    <message>
        <source>Train this run again, in memory, and compare every bit with its record.</source>
        <translation>在内存中把这次运行重新训练一遍，并与其记录逐位比较。</translation>
    </message>
    <message>
        <source>Verify…</source>
        <translation>验证…</translation>
    </message>
</context>
<context>
    <name>SamplesStrip</name>
    <message>
        <source>At each evaluation the model writes a few lines here.</source>
        <translation>每次评估时，模型会在这里写几行文字。</translation>
    </message>
    <message>
        <source>Earlier samples</source>
        <translation>更早的样本</translation>
    </message>
    <message>
        <source>Go back to what the model wrote earlier in this run.</source>
        <translation>回看模型在本次运行中更早写下的内容。</translation>
    </message>
    <message>
        <source>More lines</source>
        <translation>更多行</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Show more or fewer lines of the sample.</source>
        <translation>显示样本的更多行或更少行。</translation>
    </message>
    <message>
        <source>Text that the model wrote at this step; the prompt is grey.</source>
        <translation>模型在这一步写的文本；灰色的是提示词。</translation>
    </message>
    <message>
        <source>written at step {step}</source>
        <translation>写于第 {step} 步</translation>
    </message>
</context>
<context>
    <name>SourceRow</name>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Folder of texts…</source>
        <translation>文本文件夹…</translation>
    </message>
    <message>
        <source>From the Hugging Face Hub…</source>
        <translation>来自 Hugging Face Hub…</translation>
    </message>
    <message>
        <source>Open a folder of texts</source>
        <translation>打开文本文件夹</translation>
    </message>
    <message>
        <source>Open a text</source>
        <translation>打开文本</translation>
    </message>
    <message>
        <source>Open a text file or a folder of texts… You can also drop one onto this panel.</source>
        <translation>打开文本文件或文本文件夹……也可以把它拖放到此面板上。</translation>
    </message>
    <message>
        <source>Several sources…</source>
        <translation>多个来源…</translation>
    </message>
    <message>
        <source>Open a text file</source>
        <translation>打开文本文件</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Text file…</source>
        <translation>文本文件…</translation>
    </message>
    <message>
        <source>Texts and tables ({patterns})</source>
        <translation>文本和表格 ({patterns})</translation>
    </message>
    <message>
        <source>The text to learn from: a bundled sample, or a file of yours.</source>
        <translation>用于学习的文本：自带的样本，或您自己的文件。</translation>
    </message>
</context>
<context>
    <name>StatisticsPlots</name>
    <message>
        <source>Count</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Different tokens</source>
        <translation>不同词元数</translation>
    </message>
    <message>
        <source>Different tokens among the first ones of the text; the dashed line is the whole vocabulary</source>
        <translation>文本开头若干词元中的不同词元数；虚线是整个词表</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档数</translation>
    </message>
    <message>
        <source>From {low} to {high} tokens</source>
        <translation>从 {low} 到 {high} 个词元</translation>
    </message>
    <message>
        <source>How many documents are how long</source>
        <translation>各种长度的文档有多少篇</translation>
    </message>
    <message>
        <source>How many lines are how long</source>
        <translation>各种长度的行有多少</translation>
    </message>
    <message>
        <source>How often the tokens occur, from the most frequent on; Zipf&apos;s law is the dashed line</source>
        <translation>词元出现的次数，从最常见的开始；虚线是齐普夫定律</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>排名</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元数</translation>
    </message>
    <message>
        <source>Tokens read</source>
        <translation>已读词元数</translation>
    </message>
    <message>
        <source>context {length}</source>
        <translation>上下文 {length}</translation>
    </message>
    <message>
        <source>{count} different tokens, the most frequent {top} times</source>
        <translation>{count} 个不同的词元，最常见的出现 {top} 次</translation>
    </message>
    <message>
        <source>{distinct} of {size} tokens occur</source>
        <translation>{size} 个词元中出现了 {distinct} 个</translation>
    </message>
</context>
<context>
    <name>StatisticsTab</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>Classes of characters in the training text</source>
        <translation>训练文本中的字符类别</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>End the counting.</source>
        <translation>结束统计。</translation>
    </message>
    <message>
        <source>Frequency by rank (Zipf)</source>
        <translation>按排名的频次（齐普夫）</translation>
    </message>
    <message>
        <source>Growth of the vocabulary (Heaps)</source>
        <translation>词表的增长（希普斯）</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Languages of passages spread over the text</source>
        <translation>均匀取自全文的段落的语言</translation>
    </message>
    <message>
        <source>Least frequent tokens</source>
        <translation>最罕见的词元</translation>
    </message>
    <message>
        <source>Length of the documents</source>
        <translation>文档长度</translation>
    </message>
    <message>
        <source>Length of the lines</source>
        <translation>行的长度</translation>
    </message>
    <message>
        <source>Most frequent tokens</source>
        <translation>最常见的词元</translation>
    </message>
    <message>
        <source>This tokenizer changes the text, so the lengths are nearly right.</source>
        <translation>此分词器会改变文本，因此长度是近似值。</translation>
    </message>
    <message>
        <source>Token budget</source>
        <translation>词元预算</translation>
    </message>
    <message>
        <source>{count} of {size} tokens of the vocabulary occur nowhere in the training text.</source>
        <translation>词表的 {size} 个词元中，有 {count} 个从未在训练文本中出现。</translation>
    </message>
    <message>
        <source>{share} of the documents are longer than the context ({context} tokens) and are cut; they hold {tokens} of the tokens. Shorter ones share a sequence: nothing is padded.</source>
        <translation>{share} 的文档比上下文（{context} 个词元）长，因而会被切开；它们占词元的 {tokens}。较短的文档共用一条序列：没有填充。</translation>
    </message>
    <message>
        <source>{share} of the lines are longer than the context ({context} tokens); they hold {tokens} of the tokens. A sequence takes in as many lines as it has room for: nothing is padded.</source>
        <translation>{share} 的行长于上下文（{context} 个词元）；它们占全部词元的 {tokens}。一条序列容纳尽可能多的行：没有填充。</translation>
    </message>
    <message>
        <source>{tokens} tokens in all: {epochs} passes through the training text, {ratio} tokens for each of the {parameters} parameters.</source>
        <translation>共 {tokens} 个词元：把训练文本过 {epochs} 遍，{parameters} 个参数中每个对应 {ratio} 个词元。</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Steps of cleaning</source>
        <translation>清洗步骤</translation>
    </message>
    <message>
        <source>The steps from the first to the last; drag one to move it, or press Alt with an arrow key.</source>
        <translation>从第一步到最后一步；拖动即可移动，或按 Alt 加方向键。</translation>
    </message>
</context>
<context>
    <name>StepSettings</name>
    <message>
        <source>For a language model: {cost}</source>
        <translation>对语言模型而言：{cost}</translation>
    </message>
    <message>
        <source>There are no steps: the text stays as it is. “Add” offers what can be done.</source>
        <translation>没有任何步骤：文本保持原样。点击“添加”查看可做的处理。</translation>
    </message>
</context>
<context>
    <name>TableRow</name>
    <message>
        <source>Click on the head of a column, or press Space in it, to take its text or not.</source>
        <translation>点击列标题，或在列中按空格键，即可采用或不采用该列的文本。</translation>
    </message>
    <message>
        <source>First rows of the table</source>
        <translation>表格的前几行</translation>
    </message>
</context>
<context>
    <name>TextFacts</name>
    <message>
        <source>Characters</source>
        <translation>字符数</translation>
    </message>
    <message>
        <source>Entropy rate</source>
        <translation>熵率</translation>
    </message>
    <message>
        <source>How many different tokens there are.</source>
        <translation>有多少个不同的词元。</translation>
    </message>
    <message>
        <source>How the text is divided</source>
        <translation>文本如何划分</translation>
    </message>
    <message>
        <source>Leakage: {found} of {units}</source>
        <translation>泄漏：{units}中有 {found}</translation>
    </message>
    <message>
        <source>Leakage: {found} of {units} ({near} nearly)</source>
        <translation>泄漏：{units}中有 {found}（近似 {near}）</translation>
    </message>
    <message>
        <source>Length of the text as the model sees it.</source>
        <translation>模型所见的文本长度。</translation>
    </message>
    <message>
        <source>Length of the text in bytes, and the encoding it was read with.</source>
        <translation>文本的字节长度，以及读取所用的编码。</translation>
    </message>
    <message>
        <source>Length of the text in characters.</source>
        <translation>文本的字符长度。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>The exact limit: no model can honestly reach a lower validation loss on this text.</source>
        <translation>精确的下限：在此文本上，没有模型能真正达到更低的验证损失。</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元数</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>{count} documents</source>
        <translation>{count} 篇文档</translation>
    </message>
    <message>
        <source>{count} lines</source>
        <translation>{count} 行</translation>
    </message>
    <message>
        <source>{count} paragraphs</source>
        <translation>{count} 个段落</translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation>{count} 个词元</translation>
    </message>
    <message>
        <source>{rate} nats/token</source>
        <translation>{rate} 奈特/词元</translation>
    </message>
    <message>
        <source>{train} to train, {validation} to validate</source>
        <translation>{train} 用于训练，{validation} 用于验证</translation>
    </message>
    <message>
        <source>{train} train, {validation} validate, {test} test</source>
        <translation>{train} 训练，{validation} 验证，{test} 测试</translation>
    </message>
</context>
<context>
    <name>TextPreview</name>
    <message>
        <source>Preview of the text</source>
        <translation>文本预览</translation>
    </message>
    <message>
        <source>Reading the text</source>
        <translation>正在读取文本</translation>
    </message>
    <message>
        <source>The beginning of the text; ¶ marks the end of a line.</source>
        <translation>文本的开头；¶ 表示行尾。</translation>
    </message>
    <message>
        <source>The text is being read.</source>
        <translation>正在读取文本。</translation>
    </message>
    <message>
        <source>The text is read as soon as one is chosen.</source>
        <translation>选定文本后会立即读取。</translation>
    </message>
    <message>
        <source>This text cannot be used</source>
        <translation>无法使用此文本</translation>
    </message>
</context>
<context>
    <name>TokenColumn</name>
    <message>
        <source>  ({ratio} ×)</source>
        <translation>  ({ratio} ×)</translation>
    </message>
    <message>
        <source>Bytes per token</source>
        <translation>每词元字节数</translation>
    </message>
    <message>
        <source>How long it took to turn the text into tokens.</source>
        <translation>把文本转换为词元用了多长时间。</translation>
    </message>
    <message>
        <source>How many of the tokenizer&apos;s tokens occur in the text.</source>
        <translation>分词器的词元中有多少个出现在文本中。</translation>
    </message>
    <message>
        <source>Into how many tokens the text is cut.</source>
        <translation>文本被切分成多少个词元。</translation>
    </message>
    <message>
        <source>Part of the tokens that stand for something without an id.</source>
        <translation>代表没有编号的内容的词元所占比例。</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>The first {shown} of {count} tokens are listed; the numbers are of all.</source>
        <translation>只列出 {count} 个词元中的前 {shown} 个；各数值针对全部词元。</translation>
    </message>
    <message>
        <source>The more, the further a model sees.</source>
        <translation>越多，模型看得越远。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元数</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Whether the tokens give the text back, sign by sign.</source>
        <translation>能否从词元逐字还原文本。</translation>
    </message>
    <message>
        <source>differs from character {place}</source>
        <translation>从第 {place} 个字符起不同</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>完全一致</translation>
    </message>
    <message>
        <source>{share} % ({count})</source>
        <translation>{share} % ({count})</translation>
    </message>
    <message>
        <source>{used} of {size}</source>
        <translation>{used} / {size}</translation>
    </message>
</context>
<context>
    <name>TokenModel</name>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>此处</translation>
    </message>
    <message>
        <source>How many of a million tokens of the source are this one.</source>
        <translation>来源的每一百万个词元中有多少个是它。</translation>
    </message>
    <message>
        <source>How often the token occurs in this text.</source>
        <translation>该词元在此文本中出现多少次。</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Per million</source>
        <translation>每百万</translation>
    </message>
    <message>
        <source>The bytes of UTF-8 that the token stands for.</source>
        <translation>该词元所代表的 UTF-8 字节。</translation>
    </message>
    <message>
        <source>The number that the model sees.</source>
        <translation>模型所见的数字。</translation>
    </message>
    <message>
        <source>The place of the token in the text.</source>
        <translation>该词元在文本中的位置。</translation>
    </message>
    <message>
        <source>The token&apos;s text; ␣ is a space, ↵ a line&apos;s end, → a tab.</source>
        <translation>词元的文本；␣ 是空格，↵ 是行尾，→ 是制表符。</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>词元</translation>
    </message>
</context>
<context>
    <name>TokenTable</name>
    <message>
        <source>The tokens one by one; Ctrl+C copies the selected rows.</source>
        <translation>逐个列出词元；Ctrl+C 复制选中的行。</translation>
    </message>
</context>
<context>
    <name>TokenView</name>
    <message>
        <source>Each span is a token: point at one for its id, bytes and frequency.</source>
        <translation>每个色块是一个词元：指向它即可看到编号、字节和频次。</translation>
    </message>
</context>
<context>
    <name>TokenizerCombo</name>
    <message>
        <source>A run, or the folder of a Hugging Face model.</source>
        <translation>一个运行，或 Hugging Face 模型的文件夹。</translation>
    </message>
    <message>
        <source>A tokenizer.json, vocab.json or SentencePiece .model.</source>
        <translation>tokenizer.json、vocab.json 或 SentencePiece 的 .model。</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>来自文件…</translation>
    </message>
    <message>
        <source>From a run or folder…</source>
        <translation>来自运行或文件夹…</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>One tokenizer alone.</source>
        <translation>只用一个分词器。</translation>
    </message>
    <message>
        <source>Open a run or a model&apos;s folder</source>
        <translation>打开运行或模型的文件夹</translation>
    </message>
    <message>
        <source>Open a tokenizer file</source>
        <translation>打开分词器文件</translation>
    </message>
    <message>
        <source>The tokenizer of the Data panel.</source>
        <translation>数据面板的分词器。</translation>
    </message>
    <message>
        <source>This experiment&apos;s</source>
        <translation>本实验的分词器</translation>
    </message>
    <message>
        <source>Tokenizers (*.json *.model *.txt *.bpe)</source>
        <translation>分词器 (*.json *.model *.txt *.bpe)</translation>
    </message>
    <message>
        <source>{kind}, made from this text</source>
        <translation>{kind}，由此文本制作</translation>
    </message>
</context>
<context>
    <name>TokensTab</name>
    <message>
        <source>A second tokenizer that cuts the same text, beside the first.</source>
        <translation>与第一个并列、切分同一文本的第二个分词器。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Empty the text.</source>
        <translation>清空文本。</translation>
    </message>
    <message>
        <source>Take a passage</source>
        <translation>取一段</translation>
    </message>
    <message>
        <source>Take the next passage of the source.</source>
        <translation>从来源中取下一段。</translation>
    </message>
    <message>
        <source>The first {shown} of {count} characters are shown; all are cut.</source>
        <translation>只显示 {count} 个字符中的前 {shown} 个；切分的是全部字符。</translation>
    </message>
    <message>
        <source>The tokenizer that cuts the text.</source>
        <translation>用来切分文本的分词器。</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>分词器</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Tokens of the other tokenizer</source>
        <translation>另一个分词器的词元</translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>No run to show yet</source>
        <translation>还没有可显示的运行</translation>
    </message>
    <message>
        <source>Preparing the run</source>
        <translation>正在准备运行</translation>
    </message>
    <message>
        <source>Press Start (F5) to train with the settings in the panels.

Here the loss and the perplexity fall, step by step, on the training text and on text that the model has not seen; below them the model writes a few lines now and then, which get better.

Double-click a run in the list to see its curves again.</source>
        <translation>按“开始”（F5），用各面板中的设置进行训练。

损失和困惑度会在这里一步步下降，既包括训练文本，也包括模型没见过的文本；下方，模型会不时写几行字，越写越好。

双击列表中的运行，可再次查看其曲线。</translation>
    </message>
    <message>
        <source>The text is turned into tokens, and a few settings are tried to find which of them trains this model fastest on this computer. Both are remembered for the next run.

The curves begin with the first step.</source>
        <translation>正在把文本转换为词元，并试用几种设置，看哪一种在这台电脑上训练这个模型最快。两者的结果都会保留，供下次运行使用。

从第一步起，曲线开始显示。</translation>
    </message>
</context>
<context>
    <name>TrialMemory</name>
    <message>
        <source>A run is training; wait until it has ended.</source>
        <translation>正在训练；请等它结束。</translation>
    </message>
    <message>
        <source>Nothing is remembered: the next run tries settings in any case.</source>
        <translation>没有记住任何结果：下一次运行本来就会试用各设置。</translation>
    </message>
    <message>
        <source>What trials found is forgotten (experiments: {count}); the next run tries settings anew.</source>
        <translation>试运行的结果已忘记（实验数：{count}）；下一次运行会重新试用各设置。</translation>
    </message>
</context>
<context>
    <name>UpdateDialog</name>
    <message>
        <source>A preview of version {newest} is available; it is not finished yet.</source>
        <translation>版本 {newest} 的预览版已发布；它尚未完成。</translation>
    </message>
    <message>
        <source>Ask now</source>
        <translation>现在询问</translation>
    </message>
    <message>
        <source>Asking</source>
        <translation>正在询问</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>正在询问…</translation>
    </message>
    <message>
        <source>Check for updates</source>
        <translation>检查更新</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this; a question under way is taken back.</source>
        <translation>关闭此窗口；正在进行的询问会取消。</translation>
    </message>
    <message>
        <source>It is newer than the newest version that is published, {newest}.</source>
        <translation>它比已发布的最新版本 {newest} 还新。</translation>
    </message>
    <message>
        <source>It is the newest version.</source>
        <translation>这是最新版本。</translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation>打开其网页</translation>
    </message>
    <message>
        <source>Send the question.</source>
        <translation>发出询问。</translation>
    </message>
    <message>
        <source>Show that version in the browser.</source>
        <translation>在浏览器中显示该版本。</translation>
    </message>
    <message>
        <source>The answer is awaited.</source>
        <translation>正在等待答复。</translation>
    </message>
    <message>
        <source>This is {name} {version}.</source>
        <translation>这是 {name} {version}。</translation>
    </message>
    <message>
        <source>Version {newest} is available.</source>
        <translation>版本 {newest} 已发布。</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>新内容</translation>
    </message>
    <message>
        <source>What the makers say of that version.</source>
        <translation>制作者对该版本的说明。</translation>
    </message>
    <message>
        <source>“Ask now” asks {host} which version is the newest. Nothing is sent but that question, in the program&apos;s name: nothing about you, your computer or your runs. As with any page of the web, {host} sees the address that the question comes from. The program never asks by itself.</source>
        <translation>“现在询问”会向 {host} 询问哪个版本最新。只以本程序的名义发送这个问题：不涉及您、您的电脑或您的运行。与访问任何网页一样，{host} 会看到询问来自哪个地址。程序从不自行询问。</translation>
    </message>
</context>
<context>
    <name>Verification</name>
    <message>
        <source>A run is being verified.</source>
        <translation>正在验证一次运行。</translation>
    </message>
    <message>
        <source>A run is training already.</source>
        <translation>已有一次运行正在训练。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this message; the log keeps it.</source>
        <translation>关闭此消息；日志中会保留。</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>准备中…</translation>
    </message>
    <message>
        <source>Step {step} of {steps}</source>
        <translation>第 {step} 步，共 {steps} 步</translation>
    </message>
    <message>
        <source>Stop it first, then verify this one.</source>
        <translation>请先停止它，再验证这一次。</translation>
    </message>
    <message>
        <source>Verify a run</source>
        <translation>验证运行</translation>
    </message>
    <message>
        <source>Wait until it is done, or cancel it first.</source>
        <translation>请等待它完成，或先取消它。</translation>
    </message>
    <message>
        <source>“{name}” is trained again from its newest checkpoint up to this step (0: from the beginning), and compared bit for bit with its record:</source>
        <translation>“{name}”将从不晚于这一步的最新检查点（0：从头）重新训练，并与其记录逐位比较：</translation>
    </message>
</context>
<context>
    <name>WorkshopWindow</name>
    <message>
        <source>Data workshop</source>
        <translation>数据工坊</translation>
    </message>
    <message>
        <source>Exactly what the model will be fed.</source>
        <translation>模型将得到的确切内容。</translation>
    </message>
    <message>
        <source>First batches</source>
        <translation>最初的批</translation>
    </message>
    <message>
        <source>How a text is cut into tokens.</source>
        <translation>文本如何被切分成词元。</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Views of the data</source>
        <translation>数据的各个视图</translation>
    </message>
    <message>
        <source>What the data are like, in numbers and plots.</source>
        <translation>用数值和图表说明数据的面貌。</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;About LM Workbench</source>
        <translation>关于 LM Workbench(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Continue selected run</source>
        <translation>继续所选运行(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>生成(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Measure settings anew</source>
        <translation>重新测量设置(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;New experiment</source>
        <translation>新建实验(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open experiment…</source>
        <translation>打开实验(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Rename experiment…</source>
        <translation>重命名实验(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Save experiment</source>
        <translation>保存实验(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Use settings of the open run</source>
        <translation>使用当前打开运行的设置(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Verify selected run…</source>
        <translation>验证所选运行(&amp;V)…</translation>
    </message>
    <message>
        <source>Ask whether a newer version is out; the program never asks by itself.</source>
        <translation>询问是否有更新的版本；程序从不自行询问。</translation>
    </message>
    <message>
        <source>Begin a new experiment with settings that suit this computer.</source>
        <translation>用适合本机的设置新建一个实验。</translation>
    </message>
    <message>
        <source>Change the name that new runs of this experiment get.</source>
        <translation>更改本实验的新运行所用的名称。</translation>
    </message>
    <message>
        <source>Check for &amp;updates…</source>
        <translation>检查更新(&amp;U)…</translation>
    </message>
    <message>
        <source>Choose the text file to learn from.</source>
        <translation>选择用于学习的文本文件。</translation>
    </message>
    <message>
        <source>Close the window; a run in training is stopped with a checkpoint.</source>
        <translation>关闭窗口；正在训练的运行会保存检查点并停止。</translation>
    </message>
    <message>
        <source>Data &amp;workshop…</source>
        <translation>数据工坊(&amp;W)…</translation>
    </message>
    <message>
        <source>End the run after this step with a checkpoint; it can be continued later.</source>
        <translation>完成当前步后保存检查点并结束运行；之后可以继续。</translation>
    </message>
    <message>
        <source>Explain every panel and every term.</source>
        <translation>解释每个面板和每个术语。</translation>
    </message>
    <message>
        <source>Forget which settings trials found fastest; the next run tries them again.</source>
        <translation>忘记试运行中哪些设置最快；下一次运行重新试用。</translation>
    </message>
    <message>
        <source>Let the model continue the prompt in the playground.</source>
        <translation>让模型在演练场中续写提示词。</translation>
    </message>
    <message>
        <source>List the keys for the main actions.</source>
        <translation>列出主要操作的按键。</translation>
    </message>
    <message>
        <source>Look inside the data: its tokens, its statistics, and the first batches.</source>
        <translation>查看数据内部：词元、统计和最初的几批。</translation>
    </message>
    <message>
        <source>Open &amp;text…</source>
        <translation>打开文本(&amp;T)…</translation>
    </message>
    <message>
        <source>Open an experiment file (YAML).</source>
        <translation>打开实验文件（YAML）。</translation>
    </message>
    <message>
        <source>Put every panel back where it was at first.</source>
        <translation>把所有面板放回最初的位置。</translation>
    </message>
    <message>
        <source>Put the settings of the run on the plots into the panels, as a new experiment.</source>
        <translation>把曲线图所示运行的设置填入各面板，作为新实验。</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Save a checkpoint of this very step; training goes on.</source>
        <translation>保存当前这一步的检查点；训练继续进行。</translation>
    </message>
    <message>
        <source>Save chec&amp;kpoint now</source>
        <translation>立即保存检查点(&amp;K)</translation>
    </message>
    <message>
        <source>Save experiment &amp;as…</source>
        <translation>实验另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Save the settings of all panels as an experiment file.</source>
        <translation>把所有面板的设置保存为实验文件。</translation>
    </message>
    <message>
        <source>Save the settings under another name.</source>
        <translation>以另一个名称保存设置。</translation>
    </message>
    <message>
        <source>Show &amp;log file</source>
        <translation>显示日志文件(&amp;L)</translation>
    </message>
    <message>
        <source>Show &amp;workspace folder</source>
        <translation>显示工作区文件夹(&amp;W)</translation>
    </message>
    <message>
        <source>Show the folder that holds all runs in the file manager.</source>
        <translation>在文件管理器中显示存放所有运行的文件夹。</translation>
    </message>
    <message>
        <source>Show the program&apos;s log file in the file manager.</source>
        <translation>在文件管理器中显示程序的日志文件。</translation>
    </message>
    <message>
        <source>Show the version and what the program is built on.</source>
        <translation>显示版本以及程序所依赖的组件。</translation>
    </message>
    <message>
        <source>Train a new run with the settings in the panels.</source>
        <translation>用各面板中的设置训练一次新的运行。</translation>
    </message>
    <message>
        <source>Train the selected run again, in memory, and compare every bit with its record.</source>
        <translation>在内存中把所选运行重新训练一遍，并与其记录逐位比较。</translation>
    </message>
    <message>
        <source>Train the selected run on from its newest checkpoint.</source>
        <translation>从最新的检查点继续训练所选运行。</translation>
    </message>
    <message>
        <source>Wait after this step; the playground keeps working.</source>
        <translation>完成当前步后等待；演练场仍可使用。</translation>
    </message>
</context>
<context>
    <name>ago</name>
    <message>
        <source>{count} d</source>
        <translation>{count} 天</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count} 小时</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分钟</translation>
    </message>
</context>
<context>
    <name>appearance</name>
    <message>
        <source>&amp;Colours</source>
        <translation>配色(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>Always dark.</source>
        <translation>始终使用深色。</translation>
    </message>
    <message>
        <source>Always light.</source>
        <translation>始终使用浅色。</translation>
    </message>
    <message>
        <source>From the next start on.</source>
        <translation>从下次启动起生效。</translation>
    </message>
    <message>
        <source>Light or dark as the system is set.</source>
        <translation>按系统设置使用浅色或深色。</translation>
    </message>
    <message>
        <source>Like the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>The window changes its language at its next start.</source>
        <translation>窗口将在下次启动时更换语言。</translation>
    </message>
</context>
<context>
    <name>docks</name>
    <message>
        <source>Show or hide the panel “{title}”.</source>
        <translation>显示或隐藏“{title}”面板。</translation>
    </message>
</context>
<context>
    <name>editors</name>
    <message>
        <source>Above {low} {unit}</source>
        <translation>大于 {low} {unit}</translation>
    </message>
    <message>
        <source>Above {low}, up to {high} {unit}</source>
        <translation>大于 {low}，不超过 {high} {unit}</translation>
    </message>
    <message>
        <source>Must be at least {limit}.</source>
        <translation>不得小于 {limit}。</translation>
    </message>
    <message>
        <source>Must be at most {limit}.</source>
        <translation>不得大于 {limit}。</translation>
    </message>
    <message>
        <source>Must be greater than {limit}.</source>
        <translation>必须大于 {limit}。</translation>
    </message>
    <message>
        <source>{low} to {high} {unit}</source>
        <translation>{low} 到 {high} {unit}</translation>
    </message>
    <message>
        <source>{low} {unit} or more</source>
        <translation>{low} {unit}或更多</translation>
    </message>
    <message>
        <source>{range}.</source>
        <translation>{range}。</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>1 setting needs your attention:</source>
        <translation>有 1 项设置需要您处理：</translation>
    </message>
    <message>
        <source>1 setting of {source} needs your attention:</source>
        <translation>{source} 中有 1 项设置需要您处理：</translation>
    </message>
    <message>
        <source>1 thread</source>
        <translation>1 个线程</translation>
    </message>
    <message>
        <source>16-bit floats need a CUDA GPU; this is the nearest that works here</source>
        <translation>16 位浮点需要 CUDA GPU；这是此处可用的最接近的格式</translation>
    </message>
    <message>
        <source>A GPT that learns to tell little stories, for a computer with eight or more processor cores.</source>
        <translation>学习讲小故事的 GPT，适合有八个或更多处理器核心的电脑。</translation>
    </message>
    <message>
        <source>A file of the data set {name} is not on the Hub any more.</source>
        <translation>数据集 {name} 的一个文件已不在 Hub 上。</translation>
    </message>
    <message>
        <source>A file stands where a folder is needed: {doing} in {path} failed.</source>
        <translation>需要文件夹的地方是一个文件：在 {path} 中{doing}失败。</translation>
    </message>
    <message>
        <source>A gated recurrent network with long and short memory; reads the text in order.</source>
        <translation>具有长短期记忆的门控循环网络；按顺序读取文本。</translation>
    </message>
    <message>
        <source>A larger model for a GPU, or for patience: 6 layers, width 384, context 256.</source>
        <translation>适合 GPU（或有耐心者）的较大模型：6 层，宽度 384，上下文 256。</translation>
    </message>
    <message>
        <source>A leaner gated recurrent network, trained like the LSTM to compare the two.</source>
        <translation>更精简的门控循环网络，与 LSTM 同样训练，便于比较两者。</translation>
    </message>
    <message>
        <source>A network that sees only the last sixteen characters, side by side.</source>
        <translation>只能并排看到最后十六个字符的网络。</translation>
    </message>
    <message>
        <source>A process that makes a tokenizer has begun the script again: put what the script does below if __name__ == &quot;__main__&quot;:</source>
        <translation>制作分词器的进程又从头执行了脚本：请把脚本要做的事放在 if __name__ == &quot;__main__&quot;: 之下</translation>
    </message>
    <message>
        <source>A run needs a name that is not empty.</source>
        <translation>运行的名称不能为空。</translation>
    </message>
    <message>
        <source>A small GPT that learns to tell little stories, sized so that any computer shows progress within seconds.</source>
        <translation>学习讲小故事的小型 GPT，其规模使任何电脑都能在几秒内看到进步。</translation>
    </message>
    <message>
        <source>A split by document needs several different documents: divide the text with data.documents, or set data.split to ratio.</source>
        <translation>按文档划分需要多篇不同的文档：请用 data.documents 把文本分成文档，或把 data.split 设为 ratio。</translation>
    </message>
    <message>
        <source>A split by file needs several files: choose a folder or an archive, or set data.split to document.</source>
        <translation>按文件划分需要多个文件：请选择文件夹或压缩包，或把 data.split 设为 document。</translation>
    </message>
    <message>
        <source>Accept them on its page at huggingface.co, and log in here with the command: hf auth login</source>
        <translation>请在 huggingface.co 的数据集页面上接受条件，并在此用命令登录：hf auth login</translation>
    </message>
    <message>
        <source>All {count} checkpoints of {run} are damaged.</source>
        <translation>{run} 的全部 {count} 个检查点均已损坏。</translation>
    </message>
    <message>
        <source>An earlier attempt to bring this run from format {found} to {now} did not end. The run is as it was before, and the attempt is made again.</source>
        <translation>先前把此运行从格式 {found} 升级到 {now} 的尝试没有完成。运行仍保持原样，现在重新尝试。</translation>
    </message>
    <message>
        <source>An experiment file has lines of the form “setting: value”, indented with spaces below their section.</source>
        <translation>实验文件由“设置: 值”形式的行组成，在所属小节之下用空格缩进。</translation>
    </message>
    <message>
        <source>Another program uses the record: {doing} in {path} failed.</source>
        <translation>另一个程序正在使用该记录：在 {path} 中{doing}失败。</translation>
    </message>
    <message>
        <source>As recorded, the run goes no further: {reason}</source>
        <translation>与记录一致，运行到此为止：{reason}</translation>
    </message>
    <message>
        <source>Ask again later.</source>
        <translation>请稍后再问。</translation>
    </message>
    <message>
        <source>Asking {host} for the newest release</source>
        <translation>正在向 {host} 询问最新版本</translation>
    </message>
    <message>
        <source>Augmentation: {copies:,} noised copies of {documents:,} training documents were added.</source>
        <translation>数据增强：添加了 {documents:,} 篇训练文档的 {copies:,} 份加噪副本。</translation>
    </message>
    <message>
        <source>Begin at an earlier step.</source>
        <translation>请从更早的一步开始。</translation>
    </message>
    <message>
        <source>Both are in a sensible range: about {ratio} tokens for each parameter (Hoffmann et al. 2022), and up to about {epochs} passes through the text (Muennighoff et al. 2023).</source>
        <translation>两者都在合理范围内：每个参数约 {ratio} 个词元（Hoffmann 等，2022），文本最多过约 {epochs} 遍（Muennighoff 等，2023）。</translation>
    </message>
    <message>
        <source>Building the model</source>
        <translation>正在构建模型</translation>
    </message>
    <message>
        <source>Change its permissions, or choose another file.</source>
        <translation>请更改其权限，或选择其他文件。</translation>
    </message>
    <message>
        <source>Change the folder&apos;s permissions, or choose another place (WORKBENCH_HOME moves the whole workspace). What was saved before is intact.</source>
        <translation>请更改文件夹的权限，或选择其他位置（WORKBENCH_HOME 可移动整个工作区）。之前保存的内容完好无损。</translation>
    </message>
    <message>
        <source>Check that the file is whole and of the kind that its name says, or set data.on_fault to skip to leave it out.</source>
        <translation>请检查文件是否完整、类型是否与文件名相符，或将 data.on_fault 设为 skip 以略去它。</translation>
    </message>
    <message>
        <source>Check that the file or folder is still there and can be reached.</source>
        <translation>请检查该文件或文件夹是否仍然存在且可以访问。</translation>
    </message>
    <message>
        <source>Check the disk and the folder, and try again.</source>
        <translation>请检查磁盘和文件夹，然后重试。</translation>
    </message>
    <message>
        <source>Check the disk or the network drive, and try again.</source>
        <translation>请检查磁盘或网络驱动器，然后重试。</translation>
    </message>
    <message>
        <source>Check the disk, and try again.</source>
        <translation>请检查磁盘，然后重试。</translation>
    </message>
    <message>
        <source>Check the launcher&apos;s options, and MASTER_ADDR and MASTER_PORT.</source>
        <translation>请检查启动器的选项，以及 MASTER_ADDR 和 MASTER_PORT。</translation>
    </message>
    <message>
        <source>Check the name, or write one with: workbench new</source>
        <translation>请检查名称，或用此命令生成一个：workbench new</translation>
    </message>
    <message>
        <source>Check the name. For a private data set, log in with the command: hf auth login</source>
        <translation>请检查名称。如果是私有数据集，请用命令登录：hf auth login</translation>
    </message>
    <message>
        <source>Check the network, and ask again later. Nothing was changed.</source>
        <translation>请检查网络，稍后再问。没有任何改动。</translation>
    </message>
    <message>
        <source>Check the network; what was downloaded is kept. Or choose a file of yours, or a sample.</source>
        <translation>请检查网络；已下载的内容会保留。也可以选择您自己的文件或样本。</translation>
    </message>
    <message>
        <source>Checkpoint {name} is damaged ({problem}).</source>
        <translation>检查点 {name} 已损坏（{problem}）。</translation>
    </message>
    <message>
        <source>Checkpoint {name} is damaged ({problem}); the one before it is used.</source>
        <translation>检查点 {name} 已损坏（{problem}）；改用它之前的一个。</translation>
    </message>
    <message>
        <source>Checkpoint {name} of {run} was written by a newer release.</source>
        <translation>{run} 的检查点 {name} 是由更新的版本写入的。</translation>
    </message>
    <message>
        <source>Chinese script</source>
        <translation>简繁转换</translation>
    </message>
    <message>
        <source>Choose a file with some text in it.</source>
        <translation>请选择含有文本的文件。</translation>
    </message>
    <message>
        <source>Choose a folder that LM Workbench made; runs live in the workspace&apos;s &apos;runs&apos; folder.</source>
        <translation>请选择由 LM Workbench 创建的文件夹；运行位于工作区的“runs”文件夹中。</translation>
    </message>
    <message>
        <source>Choose a longer text.</source>
        <translation>请选择更长的文本。</translation>
    </message>
    <message>
        <source>Choose a new folder for the run.</source>
        <translation>请为运行选择一个新文件夹。</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation>请选择更短的名称。</translation>
    </message>
    <message>
        <source>Choose a smaller batch size, context length or model, or close other programs, and start again.</source>
        <translation>请减小批大小、上下文长度或模型，或关闭其他程序，然后重新开始。</translation>
    </message>
    <message>
        <source>Choose a text file or a sample.</source>
        <translation>请选择文本文件或样本。</translation>
    </message>
    <message>
        <source>Choose a text file, or set data.on_fault to skip to leave the zero bytes out.</source>
        <translation>请选择文本文件，或将 data.on_fault 设为 skip 以略去零字节。</translation>
    </message>
    <message>
        <source>Choose a text file.</source>
        <translation>请选择文本文件。</translation>
    </message>
    <message>
        <source>Choose a text in which different characters occur.</source>
        <translation>请选择含有不同字符的文本。</translation>
    </message>
    <message>
        <source>Choose a tokenizer.json, a vocab.json with its merges.txt, or a SentencePiece .model.</source>
        <translation>请选择 tokenizer.json、带有 merges.txt 的 vocab.json，或 SentencePiece 的 .model。</translation>
    </message>
    <message>
        <source>Choose another checkpoint of this run.</source>
        <translation>请选择此运行的另一个检查点。</translation>
    </message>
    <message>
        <source>Choose another data set, or another revision of it.</source>
        <translation>请选择其他数据集，或它的其他版本。</translation>
    </message>
    <message>
        <source>Choose another folder, or move that file (WORKBENCH_HOME names the folder of the whole workspace).</source>
        <translation>请选择其他文件夹，或移走那个文件（WORKBENCH_HOME 指定整个工作区的文件夹）。</translation>
    </message>
    <message>
        <source>Choose another folder, or other files in it (data.pattern).</source>
        <translation>请选择另一个文件夹，或其中的其他文件（data.pattern）。</translation>
    </message>
    <message>
        <source>Choose another place, or change the permissions of this one.</source>
        <translation>请选择其他位置，或更改此处的权限。</translation>
    </message>
    <message>
        <source>Choose another revision of it.</source>
        <translation>请选择它的其他版本。</translation>
    </message>
    <message>
        <source>Choose auto.</source>
        <translation>请选择 auto。</translation>
    </message>
    <message>
        <source>Choose best, latest, or a step that workbench checkpoints lists.</source>
        <translation>请选择 best、latest，或 workbench checkpoints 列出的某一步。</translation>
    </message>
    <message>
        <source>Choose it in the Data panel, or run workbench prepare.</source>
        <translation>请在“数据”面板中选择它，或运行 workbench prepare。</translation>
    </message>
    <message>
        <source>Choose one of {kinds}.</source>
        <translation>请选择其中之一：{kinds}。</translation>
    </message>
    <message>
        <source>Choose one of {known}.</source>
        <translation>请选择其中之一：{known}。</translation>
    </message>
    <message>
        <source>Choose one of {names}.</source>
        <translation>请选择其中之一：{names}。</translation>
    </message>
    <message>
        <source>Choose one, as in {example}.</source>
        <translation>请选择一个，例如 {example}。</translation>
    </message>
    <message>
        <source>Choose the columns in the Data panel (data.text_columns, data.template).</source>
        <translation>请在数据面板中选择列（data.text_columns、data.template）。</translation>
    </message>
    <message>
        <source>Chosen in the settings.</source>
        <translation>在设置中选择的。</translation>
    </message>
    <message>
        <source>Cleaning left nothing of {count:,} documents.</source>
        <translation>清洗后，{count:,} 篇文档没有剩下任何内容。</translation>
    </message>
    <message>
        <source>Cleaning left nothing of {name}.</source>
        <translation>清洗后，{name} 没有剩下任何内容。</translation>
    </message>
    <message>
        <source>Cleaning, step {place} ({label}): {counts}.</source>
        <translation>清洗第 {place} 步（{label}）：{counts}。</translation>
    </message>
    <message>
        <source>Close other programs, or use a shorter text.</source>
        <translation>请关闭其他程序，或使用更短的文本。</translation>
    </message>
    <message>
        <source>Close the program that has run.db open, and try again.</source>
        <translation>请关闭打开了 run.db 的程序，然后重试。</translation>
    </message>
    <message>
        <source>Choose another encoding in the Data panel (data.encoding), repair that line, or set data.on_fault to skip to leave such bytes out.</source>
        <translation>请在“数据”面板中选择其他编码（data.encoding），修正该行，或将 data.on_fault 设为 skip 以略去这类字节。</translation>
    </message>
    <message>
        <source>Close other programs, and try again. What was saved before is intact.</source>
        <translation>请关闭其他程序后重试。之前保存的内容完好无损。</translation>
    </message>
    <message>
        <source>Close the quote, or double each quote that belongs to the text. Or set data.on_fault to skip to leave such rows out.</source>
        <translation>请补上结束引号，或把属于文本的引号写成两个。也可将 data.on_fault 设为 skip 以略去这类行。</translation>
    </message>
    <message>
        <source>Compiling did not work; training goes on without it ({reason}).</source>
        <translation>编译未成功；训练将不编译而继续（{reason}）。</translation>
    </message>
    <message>
        <source>Continue or replay the run from another one.</source>
        <translation>请从另一个检查点继续或重放此运行。</translation>
    </message>
    <message>
        <source>Control characters</source>
        <translation>控制字符</translation>
    </message>
    <message>
        <source>Correct cleaning.steps, or switch the step off.</source>
        <translation>请更正 cleaning.steps，或关闭该步骤。</translation>
    </message>
    <message>
        <source>Correct the environment variable {name}.</source>
        <translation>请更正环境变量 {name}。</translation>
    </message>
    <message>
        <source>Delete its folder by hand.</source>
        <translation>请手动删除其文件夹。</translation>
    </message>
    <message>
        <source>Delete or move old runs.</source>
        <translation>请删除或移走旧的运行。</translation>
    </message>
    <message>
        <source>Do not use it.</source>
        <translation>请不要使用它。</translation>
    </message>
    <message>
        <source>Documents: {train:,} to train on, {validation:,} to validate, {test:,} to test.</source>
        <translation>文档：{train:,} 篇用于训练，{validation:,} 篇用于验证，{test:,} 篇用于测试。</translation>
    </message>
    <message>
        <source>Documents: {train:,} to train on, {validation:,} to validate.</source>
        <translation>文档：{train:,} 篇用于训练，{validation:,} 篇用于验证。</translation>
    </message>
    <message>
        <source>Downloading {name}: {done:,.1f} of {total:,.1f} MB</source>
        <translation>正在下载 {name}：{done:,.1f} / {total:,.1f} MB</translation>
    </message>
    <message>
        <source>Every byte agrees with UTF-8.</source>
        <translation>每个字节都符合 UTF-8。</translation>
    </message>
    <message>
        <source>Every character is ASCII, which UTF-8 contains.</source>
        <translation>所有字符都是 ASCII，而 UTF-8 包含 ASCII。</translation>
    </message>
    <message>
        <source>Exact duplicates</source>
        <translation>完全重复</translation>
    </message>
    <message>
        <source>Fetch or make the file again, or set data.on_fault to skip to leave out what cannot be read.</source>
        <translation>请重新获取或生成该文件，或把 data.on_fault 设为 skip 以略去无法读取的部分。</translation>
    </message>
    <message>
        <source>Fetch or make the file again.</source>
        <translation>请重新获取或生成该文件。</translation>
    </message>
    <message>
        <source>First minute</source>
        <translation>第一分钟</translation>
    </message>
    <message>
        <source>First minute, larger machine</source>
        <translation>第一分钟（较大的机器）</translation>
    </message>
    <message>
        <source>Free some space, or choose another disk. What was saved before is intact.</source>
        <translation>请腾出一些空间，或选择其他磁盘。之前保存的内容完好无损。</translation>
    </message>
    <message>
        <source>Free some space, or choose another folder, and start again.</source>
        <translation>请腾出一些空间，或选择其他文件夹，然后重新开始。</translation>
    </message>
    <message>
        <source>Full and half width</source>
        <translation>全角与半角</translation>
    </message>
    <message>
        <source>GPT with 10 million parameters</source>
        <translation>1000 万参数的 GPT</translation>
    </message>
    <message>
        <source>Generated by LM Workbench.</source>
        <translation>由 LM Workbench 生成。</translation>
    </message>
    <message>
        <source>Give 0 or more.</source>
        <translation>请给出 0 或更大的数。</translation>
    </message>
    <message>
        <source>Give a larger number of steps to train it further.</source>
        <translation>要继续训练，请给出更大的步数。</translation>
    </message>
    <message>
        <source>Give a page more time (data.page_seconds), or set data.on_fault to skip to leave such pages out.</source>
        <translation>请给每页更多时间（data.page_seconds），或将 data.on_fault 设为 skip 以略去这类页面。</translation>
    </message>
    <message>
        <source>Give more than {step:,}.</source>
        <translation>请给出大于 {step:,} 的数。</translation>
    </message>
    <message>
        <source>Give one, or - to read standard input.</source>
        <translation>请给出一段文本，或用 - 读取标准输入。</translation>
    </message>
    <message>
        <source>Go on with it by: workbench resume {path}</source>
        <translation>用以下命令继续：workbench resume {path}</translation>
    </message>
    <message>
        <source>HTML tags</source>
        <translation>HTML 标签</translation>
    </message>
    <message>
        <source>Halve training.batch_size and double training.gradient_accumulation (the update stays the same), or lower training.context_length, model.width or model.layers.</source>
        <translation>请把 training.batch_size 减半并把 training.gradient_accumulation 加倍（更新不变），或减小 training.context_length、model.width 或 model.layers。</translation>
    </message>
    <message>
        <source>Have its text recognised first (OCR), and save it as text.</source>
        <translation>请先识别其中的文字（OCR），并保存为文本。</translation>
    </message>
    <message>
        <source>If it is text, choose its encoding in the Data panel (data.encoding).</source>
        <translation>如果它是文本，请在“数据”面板中选择其编码（data.encoding）。</translation>
    </message>
    <message>
        <source>If it is the text to train on, name it in an experiment as data.source.</source>
        <translation>如果它是用于训练的文本，请在实验中将其写为 data.source。</translation>
    </message>
    <message>
        <source>If you trust it, unpack it first and choose what was in it.</source>
        <translation>如果您信任它，请先解压，再选择其中的内容。</translation>
    </message>
    <message>
        <source>Indent with spaces.</source>
        <translation>请用空格缩进。</translation>
    </message>
    <message>
        <source>It does not name a release. Look for a newer one where you got this copy.</source>
        <translation>其中没有指明任何版本。请到您获得本软件的地方查找新版本。</translation>
    </message>
    <message>
        <source>It is called “{name}” here.</source>
        <translation>它在这里叫“{name}”。</translation>
    </message>
    <message>
        <source>It is made from the text: start a new run from the same experiment.</source>
        <translation>它由文本生成：请用同一实验开始新的运行。</translation>
    </message>
    <message>
        <source>It is not UTF-8 ({why}); it looks like {encoding}.</source>
        <translation>它不是 UTF-8（{why}）；看起来是 {encoding}。</translation>
    </message>
    <message>
        <source>It is of another release, or was changed by hand. Choose another checkpoint, or update LM Workbench.</source>
        <translation>它来自其他版本，或被手动改动过。请选择另一个检查点，或更新 LM Workbench。</translation>
    </message>
    <message>
        <source>It is of another release, or was changed by hand. Go on from another checkpoint, or update LM Workbench.</source>
        <translation>它来自其他版本，或被手动改动过。请从另一个检查点继续，或更新 LM Workbench。</translation>
    </message>
    <message>
        <source>It may have been moved or deleted; choose the file again.</source>
        <translation>它可能已被移动或删除；请重新选择文件。</translation>
    </message>
    <message>
        <source>It should hold a tokenizer.json, a vocab.json with its merges.txt, or a SentencePiece .model.</source>
        <translation>其中应有 tokenizer.json、带有 merges.txt 的 vocab.json，或 SentencePiece 的 .model。</translation>
    </message>
    <message>
        <source>Its record is damaged. Restore the folder from a backup, or start a new run.</source>
        <translation>其记录已损坏。请从备份恢复该文件夹，或开始新的运行。</translation>
    </message>
    <message>
        <source>Its training diverged. Use an earlier checkpoint, or train again with a lower learning rate.</source>
        <translation>其训练已发散。请使用更早的检查点，或用更低的学习率重新训练。</translation>
    </message>
    <message>
        <source>Keep one of the two.</source>
        <translation>请只保留两者之一。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Left out: {kind} ({count:,}). The first: {first}</source>
        <translation>已略去：{kind}（{count:,}）。第一处：{first}</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Let it train first.</source>
        <translation>请先让它训练。</translation>
    </message>
    <message>
        <source>Let it train to its first checkpoint, or continue it.</source>
        <translation>请让它训练到第一个检查点，或继续它。</translation>
    </message>
    <message>
        <source>Log in with the command: hf auth login</source>
        <translation>请用命令登录：hf auth login</translation>
    </message>
    <message>
        <source>Look for a newer one where you got it, or name the address in the environment variable {name}.</source>
        <translation>请到您获得本软件的地方查找新版本，或在环境变量 {name} 中给出地址。</translation>
    </message>
    <message>
        <source>Looking for copies and languages</source>
        <translation>正在查找副本并识别语言</translation>
    </message>
    <message>
        <source>Looking for leakage</source>
        <translation>正在查找泄漏</translation>
    </message>
    <message>
        <source>Looking for {name} on the Hub</source>
        <translation>正在 Hub 上查找 {name}</translation>
    </message>
    <message>
        <source>Lower case</source>
        <translation>小写</translation>
    </message>
    <message>
        <source>Lower model.width, model.layers, training.batch_size or training.context_length.</source>
        <translation>请减小 model.width、model.layers、training.batch_size 或 training.context_length。</translation>
    </message>
    <message>
        <source>Lower training.batch_size to {windows:,} or training.context_length, or use a longer text.</source>
        <translation>请把 training.batch_size 降到 {windows:,}，或减小 training.context_length，或使用更长的文本。</translation>
    </message>
    <message>
        <source>Lower training.context_length, model.width or model.layers, or close other programs that use the device.</source>
        <translation>请减小 training.context_length、model.width 或 model.layers，或关闭其他使用该设备的程序。</translation>
    </message>
    <message>
        <source>Make it simpler: a repetition inside a repetition, such as (a+)+, may try endlessly. Or give the step more seconds.</source>
        <translation>请简化它：重复之中又有重复（例如 (a+)+）可能会无休止地尝试。或给该步骤更多时间。</translation>
    </message>
    <message>
        <source>Making the tokenizer</source>
        <translation>正在制作分词器</translation>
    </message>
    <message>
        <source>Making the tokenizer: counting pairs</source>
        <translation>正在制作分词器：统计词元对</translation>
    </message>
    <message>
        <source>Making the tokenizer: merging</source>
        <translation>正在制作分词器：合并</translation>
    </message>
    <message>
        <source>Making the tokenizer: reading the text</source>
        <translation>正在制作分词器：读取文本</translation>
    </message>
    <message>
        <source>Making the tokenizer: splitting words</source>
        <translation>正在制作分词器：切分词</translation>
    </message>
    <message>
        <source>Markov source with a known floor</source>
        <translation>下限已知的马尔可夫源</translation>
    </message>
    <message>
        <source>Mask addresses</source>
        <translation>遮盖地址</translation>
    </message>
    <message>
        <source>Measured is the test text, which the model was neither trained nor chosen by.</source>
        <translation>测量的是测试文本，模型既没有用它训练，也没有凭它挑选。</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>Memory ran short at step {step:,}. From here on each batch of {sequences} sequences is computed in {parts} parts, one after the other: the update stays the same but for the last digits, since sums are added in another order (and dropout falls elsewhere).</source>
        <translation>在第 {step:,} 步内存不足。从此每批 {sequences} 个序列分成 {parts} 份依次计算：除末位数字外更新保持不变，因为求和的顺序不同（丢弃的位置也不同）。</translation>
    </message>
    <message>
        <source>Most often the learning rate is too high: lower optimizer.learning_rate from {now:g} to {then:g}, for a new run, or in the experiment.yaml of this run&apos;s folder and then continue it.</source>
        <translation>最常见的原因是学习率太高：请把 optimizer.learning_rate 从 {now:g} 降到 {then:g} 后开始新的运行，或在此运行文件夹的 experiment.yaml 中修改后继续它。</translation>
    </message>
    <message>
        <source>Name a branch, a tag or a commit that it has, or none.</source>
        <translation>请写出它已有的分支、标签或提交，或者不写。</translation>
    </message>
    <message>
        <source>Name another with -o, or add --force.</source>
        <translation>请用 -o 指定其他文件，或加上 --force。</translation>
    </message>
    <message>
        <source>Name it in tokenizer.path, or choose another kind of tokenizer.</source>
        <translation>请在 tokenizer.path 中写明，或选择另一种分词器。</translation>
    </message>
    <message>
        <source>Name the column in data.split_column, or set data.split to document.</source>
        <translation>请在 data.split_column 中写明该列，或把 data.split 设为 document。</translation>
    </message>
    <message>
        <source>Name the files that you mean with data.pattern.</source>
        <translation>请用 data.pattern 指明要读取的文件。</translation>
    </message>
    <message>
        <source>Near duplicates</source>
        <translation>近似重复</translation>
    </message>
    <message>
        <source>No checkpoint had been saved yet.</source>
        <translation>当时尚未保存任何检查点。</translation>
    </message>
    <message>
        <source>No checkpoint had been saved yet; the run starts again from its first step.</source>
        <translation>当时尚未保存任何检查点；运行从第一步重新开始。</translation>
    </message>
    <message>
        <source>No checkpoint was saved: {reason} Training goes on, and the next one tries again.</source>
        <translation>未能保存检查点：{reason}训练继续进行，下次会再试。</translation>
    </message>
    <message>
        <source>No column of {file} says to which part a row belongs; its columns are {known}.</source>
        <translation>{file} 中没有一列说明各行属于哪一部分；它的列是 {known}。</translation>
    </message>
    <message>
        <source>No columns of {file} could say to which part a text belongs: it has none.</source>
        <translation>{file} 没有列，无法说明文本属于哪一部分。</translation>
    </message>
    <message>
        <source>No free name for a new run in {folder}.</source>
        <translation>在 {folder} 中找不到可用的新运行名称。</translation>
    </message>
    <message>
        <source>No process could be started for a trial.</source>
        <translation>无法为试运行启动进程。</translation>
    </message>
    <message>
        <source>No process could be started to make the tokenizer.</source>
        <translation>无法为制作分词器启动进程。</translation>
    </message>
    <message>
        <source>No tokenizer file is chosen.</source>
        <translation>没有选择分词器文件。</translation>
    </message>
    <message>
        <source>None has been published yet, or they have moved to another place.</source>
        <translation>尚未发布任何版本，或发布处已迁移。</translation>
    </message>
    <message>
        <source>None of the {count:,} documents of {name} is in the test part.</source>
        <translation>{name} 的 {count:,} 篇文档中，没有一篇在测试部分。</translation>
    </message>
    <message>
        <source>None of the {count:,} documents of {name} is in the validation part.</source>
        <translation>{name} 的 {count:,} 篇文档中，没有一篇在验证部分。</translation>
    </message>
    <message>
        <source>None of the {count:,} documents of {name} is left to train on.</source>
        <translation>{name} 的 {count:,} 篇文档中，没有一篇留下来用于训练。</translation>
    </message>
    <message>
        <source>None of {looked:,} {kind} of the {part} text is also in the {within} text, not even nearly.</source>
        <translation>{part}文本的 {looked:,} {kind}中，没有一处也出现在{within}文本中，连近似的也没有。</translation>
    </message>
    <message>
        <source>Not all processes of this job see the same run: step {step:,} is missing here.</source>
        <translation>此任务的进程看到的不是同一次运行：这里缺少第 {step:,} 步。</translation>
    </message>
    <message>
        <source>Not finite when it was noticed: {names} and {count:,} more. </source>
        <translation>发现时非有限的有：{names}，以及另外 {count:,} 个。</translation>
    </message>
    <message>
        <source>Not finite when it was noticed: {names}. </source>
        <translation>发现时非有限的有：{names}。</translation>
    </message>
    <message>
        <source>Nothing is left of {name}. {first}</source>
        <translation>{name} 中没有剩下任何内容。{first}</translation>
    </message>
    <message>
        <source>Nothing is lost: every line end becomes one and the same.</source>
        <translation>没有丢失内容：所有换行符都会统一成一种。</translation>
    </message>
    <message>
        <source>On Debian or Ubuntu: sudo apt-get install {packages}
Training works without them: workbench --help</source>
        <translation>在 Debian 或 Ubuntu 上：sudo apt-get install {packages}
没有它们也能训练：workbench --help</translation>
    </message>
    <message>
        <source>Once the cause is gone, continue the run from its last checkpoint with workbench resume.</source>
        <translation>排除原因后，用 workbench resume 从最后一个检查点继续运行。</translation>
    </message>
    <message>
        <source>Only {share:.0%} of the text is seen: more steps would use the rest.</source>
        <translation>只看到文本的 {share:.0%}：更多的步数才能用到其余部分。</translation>
    </message>
    <message>
        <source>Opening the run</source>
        <translation>正在打开运行</translation>
    </message>
    <message>
        <source>Own pattern</source>
        <translation>自定义模式</translation>
    </message>
    <message>
        <source>Parquet keeps texts in UTF-8.</source>
        <translation>Parquet 以 UTF-8 保存文本。</translation>
    </message>
    <message>
        <source>Pieces of words (BPE)</source>
        <translation>词片段（BPE）</translation>
    </message>
    <message>
        <source>Punctuation</source>
        <translation>标点</translation>
    </message>
    <message>
        <source>Put a text that contains “: ” between quotation marks, and check the indentation.</source>
        <translation>请把含有“: ”的文本放在引号之间，并检查缩进。</translation>
    </message>
    <message>
        <source>Put each experiment into a file of its own.</source>
        <translation>请把每个实验放在单独的文件中。</translation>
    </message>
    <message>
        <source>Put the name of a column in braces, and write a brace that belongs to the text twice.</source>
        <translation>请把列名放在花括号中；属于文本的花括号请写两遍。</translation>
    </message>
    <message>
        <source>Put the run into a folder that all computers of the job share.</source>
        <translation>请把运行放在任务中所有计算机共享的文件夹里。</translation>
    </message>
    <message>
        <source>PyTorch cannot use the GPU found ({cards}): its driver is missing, or too old or new for it</source>
        <translation>PyTorch 无法使用找到的 GPU（{cards}）：缺少驱动程序，或驱动程序的版本过旧或过新</translation>
    </message>
    <message>
        <source>PyTorch finds none on this computer</source>
        <translation>PyTorch 在本机上没有找到</translation>
    </message>
    <message>
        <source>PyTorch takes the fastest kernel that this GPU has for the case</source>
        <translation>PyTorch 会选用此 GPU 在该情形下最快的内核</translation>
    </message>
    <message>
        <source>PyTorch&apos;s choice</source>
        <translation>PyTorch 的选择</translation>
    </message>
    <message>
        <source>PyTorch&apos;s own choice; long runs try oneDNN</source>
        <translation>由 PyTorch 自行选择；较长的训练会试用 oneDNN</translation>
    </message>
    <message>
        <source>Raise data.validation_fraction, or give more documents.</source>
        <translation>请增大 data.validation_fraction，或给出更多文档。</translation>
    </message>
    <message>
        <source>Raise data.validation_fraction, or use a longer text.</source>
        <translation>请增大 data.validation_fraction，或使用更长的文本。</translation>
    </message>
    <message>
        <source>Raise schedule.warmup_steps (now {steps}).</source>
        <translation>请增大 schedule.warmup_steps（现为 {steps}）。</translation>
    </message>
    <message>
        <source>Raise training.batch_size to {processes} or more, or start fewer processes.</source>
        <translation>请把 training.batch_size 提高到至少 {processes}，或启动较少的进程。</translation>
    </message>
    <message>
        <source>Reading the text</source>
        <translation>正在读取文本</translation>
    </message>
    <message>
        <source>Reading the text: {documents:,} documents</source>
        <translation>正在读取文本：{documents:,} 篇文档</translation>
    </message>
    <message>
        <source>Remove it, or write it as an escape between double quotes.</source>
        <translation>请删除它，或在双引号内写成转义形式。</translation>
    </message>
    <message>
        <source>Rename one of them, or set data.on_fault to skip: it is then called “{name}”.</source>
        <translation>请给其中一列改名，或把 data.on_fault 设为 skip：那么它将被称为“{name}”。</translation>
    </message>
    <message>
        <source>Repair the file, or save it as JSON lines (.jsonl).</source>
        <translation>请修复该文件，或把它另存为 JSON Lines（.jsonl）。</translation>
    </message>
    <message>
        <source>Repair the file, or set data.on_fault to skip to leave out the rest of it. JSON lines (.jsonl) lose less.</source>
        <translation>请修复该文件，或把 data.on_fault 设为 skip 以略去其余部分。JSON Lines（.jsonl）损失更少。</translation>
    </message>
    <message>
        <source>Repair the line, or set data.on_fault to skip to leave such lines out.</source>
        <translation>请修复该行，或把 data.on_fault 设为 skip 以略去这样的行。</translation>
    </message>
    <message>
        <source>Repair the row (is a quote missing?), or set data.on_fault to skip to leave such rows out.</source>
        <translation>请修复该行（是否缺少引号？），或把 data.on_fault 设为 skip 以略去这样的行。</translation>
    </message>
    <message>
        <source>Repair the row, or set data.on_fault to skip to leave such rows out.</source>
        <translation>请修复该行，或把 data.on_fault 设为 skip 以略去这样的行。</translation>
    </message>
    <message>
        <source>Replaying from step {step:,}</source>
        <translation>从第 {step:,} 步开始重放</translation>
    </message>
    <message>
        <source>Restore it from a copy of the folder; without it the run&apos;s curves can still be opened.</source>
        <translation>请从该文件夹的副本中恢复它；没有它，仍可打开此运行的曲线。</translation>
    </message>
    <message>
        <source>Restore it from a copy, or start a new run.</source>
        <translation>请从副本恢复，或开始新的运行。</translation>
    </message>
    <message>
        <source>Restore run.db from a backup of the folder, or start a new run from its experiment.yaml.</source>
        <translation>请从该文件夹的备份中恢复 run.db，或用其 experiment.yaml 开始新的运行。</translation>
    </message>
    <message>
        <source>Restore the folder from a backup, or start a new run; the curves of this one can still be opened.</source>
        <translation>请从备份恢复该文件夹，或开始新的运行；此运行的曲线仍可打开。</translation>
    </message>
    <message>
        <source>Save it as .docx without a password.</source>
        <translation>请把它另存为没有密码的 .docx。</translation>
    </message>
    <message>
        <source>Save it as PDF without a password.</source>
        <translation>请把它另存为没有密码的 PDF。</translation>
    </message>
    <message>
        <source>Save it as several files.</source>
        <translation>请把它另存为多个文件。</translation>
    </message>
    <message>
        <source>Save its text as a plain text file first.</source>
        <translation>请先把其中的文本另存为纯文本文件。</translation>
    </message>
    <message>
        <source>Save the file as UTF-8.</source>
        <translation>请把文件保存为 UTF-8。</translation>
    </message>
    <message>
        <source>Saving failed while {doing} in {path}: {detail}.</source>
        <translation>在 {path} 中{doing}时保存失败：{detail}。</translation>
    </message>
    <message>
        <source>Set data.encoding to auto, which reads the mark.</source>
        <translation>请把 data.encoding 设为 auto，它会读取该标记。</translation>
    </message>
    <message>
        <source>Set data.split_seed to {seed}, with which each part has some, or raise the shares.</source>
        <translation>请把 data.split_seed 设为 {seed}，这样每一部分都有文档；或增大各部分的比例。</translation>
    </message>
    <message>
        <source>Set data.test_fraction (or data.test_source) before training, or measure on a file with --data.</source>
        <translation>请在训练之前设置 data.test_fraction（或 data.test_source），或用 --data 在某个文件上测量。</translation>
    </message>
    <message>
        <source>Set runtime.device to auto or cpu.</source>
        <translation>请把 runtime.device 设为 auto 或 cpu。</translation>
    </message>
    <message>
        <source>Set runtime.device to cpu, or start one process, without a launcher.</source>
        <translation>请把 runtime.device 设为 cpu，或不用启动器、只启动一个进程。</translation>
    </message>
    <message>
        <source>Set runtime.precision to fp32.</source>
        <translation>请把 runtime.precision 设为 fp32。</translation>
    </message>
    <message>
        <source>Set training.gradient_clip to 1.</source>
        <translation>请把 training.gradient_clip 设为 1。</translation>
    </message>
    <message>
        <source>Several processes cannot train on an Apple GPU together.</source>
        <translation>多个进程不能一起在 Apple GPU 上训练。</translation>
    </message>
    <message>
        <source>Small GPT, character by character</source>
        <translation>小型 GPT，逐字符</translation>
    </message>
    <message>
        <source>Something went wrong that should not have: {problem}</source>
        <translation>发生了不应发生的错误：{problem}</translation>
    </message>
    <message>
        <source>Special characters</source>
        <translation>特殊字符</translation>
    </message>
    <message>
        <source>Start one process for each GPU: torchrun --nproc-per-node {gpus}</source>
        <translation>请为每块 GPU 启动一个进程：torchrun --nproc-per-node {gpus}</translation>
    </message>
    <message>
        <source>Start with a section such as “training:” and put its settings below, indented.</source>
        <translation>请以“training:”这样的小节开头，并在其下缩进写出设置。</translation>
    </message>
    <message>
        <source>Stop it before deleting it.</source>
        <translation>请先停止，再删除。</translation>
    </message>
    <message>
        <source>Stop it there first, or wait until it ends.</source>
        <translation>请先在那里停止它，或等它结束。</translation>
    </message>
    <message>
        <source>Stop it there first. If nothing runs there any more, try again in {seconds:.0f} seconds: a writer that gives no sign of life for so long is taken to be gone.</source>
        <translation>请先在那里停止它。如果那里已没有程序在运行，请在 {seconds:.0f} 秒后重试：写入者若这么久没有任何动静，就视为已结束。</translation>
    </message>
    <message>
        <source>Stop words</source>
        <translation>停用词</translation>
    </message>
    <message>
        <source>Stopped at once, as asked for twice; the last saved checkpoint is kept.</source>
        <translation>因两次要求停止而立即停止；最后保存的检查点已保留。</translation>
    </message>
    <message>
        <source>Stories with a GRU</source>
        <translation>用 GRU 写故事</translation>
    </message>
    <message>
        <source>Stories with a simple RNN</source>
        <translation>用简单 RNN 写故事</translation>
    </message>
    <message>
        <source>Stories with an LSTM</source>
        <translation>用 LSTM 写故事</translation>
    </message>
    <message>
        <source>Stories with an MLP</source>
        <translation>用 MLP 写故事</translation>
    </message>
    <message>
        <source>Switch a step of cleaning off, or let it remove less.</source>
        <translation>请关闭某个清洗步骤，或让它少删一些。</translation>
    </message>
    <message>
        <source>Taking a few steps to measure them</source>
        <translation>正在试做几步以便测量</translation>
    </message>
    <message>
        <source>The Hub could not answer for {name} (status {status}).</source>
        <translation>Hub 未能就 {name} 作出回答（状态 {status}）。</translation>
    </message>
    <message>
        <source>The Hub does not give you the data set {name} ({status}).</source>
        <translation>Hub 不向您提供数据集 {name}（{status}）。</translation>
    </message>
    <message>
        <source>The answer of {host} was not understood.</source>
        <translation>无法理解 {host} 的答复。</translation>
    </message>
    <message>
        <source>The batch is larger than the data: training.batch_size is {batch_size:,}, but {tokens:,} tokens of training text hold only {windows:,} sequences of {context_length:,} tokens.</source>
        <translation>批比数据还大：training.batch_size 为 {batch_size:,}，但 {tokens:,} 个词元的训练文本只含 {windows:,} 条长 {context_length:,} 个词元的序列。</translation>
    </message>
    <message>
        <source>The cache cannot be smaller than nothing.</source>
        <translation>缓存的大小不能小于零。</translation>
    </message>
    <message>
        <source>The checkpoint does not fit its model: {names}.</source>
        <translation>检查点与其模型不符：{names}。</translation>
    </message>
    <message>
        <source>The checkpoint does not say how far its run had come: {what}.</source>
        <translation>该检查点没有说明运行进行到了哪里：{what}。</translation>
    </message>
    <message>
        <source>The checkpoint of step {step:,} is good and can be continued.</source>
        <translation>第 {step:,} 步的检查点完好，可以继续。</translation>
    </message>
    <message>
        <source>The checkpoint of step {step:,} is passed over: its loss of {loss:.4g} shows that its weights were damaged already (above {limit:.4g} they are taken to be).</source>
        <translation>跳过第 {step:,} 步的检查点：它的损失为 {loss:.4g}，说明其权重当时已经受损（高于 {limit:.4g} 即视为受损）。</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s optimizer does not fit its model: {name}.</source>
        <translation>检查点的优化器与其模型不符：{name}。</translation>
    </message>
    <message>
        <source>The column “{column}” says to which part a row belongs; data.split_column chooses another.</source>
        <translation>列“{column}”说明各行属于哪一部分；可用 data.split_column 选择其他列。</translation>
    </message>
    <message>
        <source>The curves are not saved for now: {reason} Training goes on, and they are kept in memory.</source>
        <translation>曲线暂时无法保存：{reason}训练继续进行，曲线保留在内存中。</translation>
    </message>
    <message>
        <source>The data set {name} cannot be fetched: the Hub cannot be reached ({reason}).</source>
        <translation>无法获取数据集 {name}：连接不到 Hub（{reason}）。</translation>
    </message>
    <message>
        <source>The data set {name} has no revision “{revision}”.</source>
        <translation>数据集 {name} 没有版本“{revision}”。</translation>
    </message>
    <message>
        <source>The data set {name} has no {part} “{given}”; it has {known}.</source>
        <translation>数据集 {name} 没有值为“{given}”的 {part}；可选的有：{known}。</translation>
    </message>
    <message>
        <source>The data set {name} has not been downloaded yet.</source>
        <translation>数据集 {name} 尚未下载。</translation>
    </message>
    <message>
        <source>The data set {name} has several configurations: {known}.</source>
        <translation>数据集 {name} 有多个配置：{known}。</translation>
    </message>
    <message>
        <source>The data set {name} holds no file of a known kind.</source>
        <translation>数据集 {name} 中没有已知类型的文件。</translation>
    </message>
    <message>
        <source>The data set {name} is given only to those who accept its conditions.</source>
        <translation>数据集 {name} 只提供给接受其条件的人。</translation>
    </message>
    <message>
        <source>The data set {name} names a place outside of itself: {path}.</source>
        <translation>数据集 {name} 指向自身之外的位置：{path}。</translation>
    </message>
    <message>
        <source>The device has no memory free for this run; it stays paused. Close what uses it, and go on.</source>
        <translation>设备没有空闲内存可供此运行使用；它保持暂停。请关闭占用设备的程序，然后继续。</translation>
    </message>
    <message>
        <source>The device ran out of memory even with one sequence of {tokens} tokens at a time.</source>
        <translation>即使每次只处理一个 {tokens} 词元的序列，设备的内存也不足。</translation>
    </message>
    <message>
        <source>The device ran out of memory with {sequences} sequences of {tokens} tokens in a batch.</source>
        <translation>每批 {sequences} 条、每条 {tokens} 个词元的序列使设备内存不足。</translation>
    </message>
    <message>
        <source>The disk is full: it ran out of room while {doing} in {path}.</source>
        <translation>磁盘已满：在 {path} 中{doing}时空间不足。</translation>
    </message>
    <message>
        <source>The file begins with the byte-order mark of {name} ({mark}).</source>
        <translation>文件以 {name} 的字节序标记（{mark}）开头。</translation>
    </message>
    <message>
        <source>The last checkpoint could not be saved: {reason} The run waits, and tries again every few seconds; Stop gives it up.</source>
        <translation>无法保存最后一个检查点：{reason}运行正在等待，每隔几秒重试一次；按“停止”则放弃。</translation>
    </message>
    <message>
        <source>The log of the run is not written for now: {reason} Everything else is saved.</source>
        <translation>运行的日志暂时无法写入：{reason}其他内容都会保存。</translation>
    </message>
    <message>
        <source>The making of the tokenizer ended without a result (exit code {code}).</source>
        <translation>制作分词器的进程没有得出结果就结束了（退出码 {code}）。</translation>
    </message>
    <message>
        <source>The mixture, in characters: {shares}.</source>
        <translation>混合比例（按字符数）：{shares}。</translation>
    </message>
    <message>
        <source>The model knows the most frequent words of its training text. Take the others out of the prompt.</source>
        <translation>模型只认识训练文本中最常见的词。请把其他词从提示词中去掉。</translation>
    </message>
    <message>
        <source>The model learned its characters from its training text. Take these out of the prompt.</source>
        <translation>模型只认识训练文本中的字符。请把这些字符从提示词中去掉。</translation>
    </message>
    <message>
        <source>The model&apos;s scores are not numbers any more (NaN or infinite), so it cannot write.</source>
        <translation>模型的输出不再是有效数值（NaN 或无穷大），因此无法写作。</translation>
    </message>
    <message>
        <source>The name is too long for this disk: {doing} in {path} failed.</source>
        <translation>名称对此磁盘来说太长：在 {path} 中{doing}失败。</translation>
    </message>
    <message>
        <source>The oldest recurrent network, with one tanh layer of memory; shows what gates are good for.</source>
        <translation>最早的循环网络，记忆为一层 tanh；可以看出门控的用处。</translation>
    </message>
    <message>
        <source>The other processes of this job could not be reached: {reason}</source>
        <translation>无法连接此任务的其他进程：{reason}</translation>
    </message>
    <message>
        <source>The page says so (charset={name}).</source>
        <translation>网页中是这样声明的（charset={name}）。</translation>
    </message>
    <message>
        <source>The pattern “{pattern}” took more than {seconds:g} seconds for the document of {file}, line {line:,}.</source>
        <translation>模式“{pattern}”处理 {file} 第 {line:,} 行的文档超过了 {seconds:g} 秒。</translation>
    </message>
    <message>
        <source>The process that makes the tokenizer ended before it began (exit code {code}). What a script does must stand below if __name__ == &quot;__main__&quot;:</source>
        <translation>制作分词器的进程尚未开始就结束了（退出码 {code}）。脚本要做的事必须放在 if __name__ == &quot;__main__&quot;: 之下</translation>
    </message>
    <message>
        <source>The processes of this job cannot go on together: {reason}</source>
        <translation>此任务的进程无法继续一起工作：{reason}</translation>
    </message>
    <message>
        <source>The prompt has a character that this model does not know: {shown}.</source>
        <translation>提示词中有此模型不认识的字符：{shown}。</translation>
    </message>
    <message>
        <source>The prompt has characters that this model does not know: {shown} and {more} more.</source>
        <translation>提示词中有此模型不认识的字符：{shown}，以及另外 {more} 个。</translation>
    </message>
    <message>
        <source>The prompt has characters that this model does not know: {shown}.</source>
        <translation>提示词中有此模型不认识的字符：{shown}。</translation>
    </message>
    <message>
        <source>The prompt has words that this model does not know: {shown}.</source>
        <translation>提示词中有此模型不认识的词：{shown}。</translation>
    </message>
    <message>
        <source>The published nanoGPT set-up for a processor: 4 layers, 4 heads, width 128. Open a text of your own as its source.</source>
        <translation>nanoGPT 公布的处理器配置：4 层，4 个注意力头，宽度 128。请打开自己的文本作为来源。</translation>
    </message>
    <message>
        <source>The record of the run in {folder} is damaged ({file}): {what}.</source>
        <translation>{folder} 中运行的记录已损坏（{file}）：{what}。</translation>
    </message>
    <message>
        <source>The rest is UTF-8.</source>
        <translation>其余部分是 UTF-8。</translation>
    </message>
    <message>
        <source>The run pauses: {count:,} steps could not be saved, and more are not kept in memory. {reason} It goes on by itself once there is room.</source>
        <translation>运行暂停：有 {count:,} 步无法保存，内存中不再保留更多。{reason}一旦有空间，它会自动继续。</translation>
    </message>
    <message>
        <source>The run&apos;s experiment.yaml was changed after training; restore its model settings.</source>
        <translation>该运行的 experiment.yaml 在训练后被更改；请恢复其模型设置。</translation>
    </message>
    <message>
        <source>The statistics in {file} cannot be read: {reason}.</source>
        <translation>无法读取 {file} 中的统计：{reason}。</translation>
    </message>
    <message>
        <source>The step of cleaning “Control characters” takes it out.</source>
        <translation>清洗步骤“控制字符”会将其去除。</translation>
    </message>
    <message>
        <source>The system ended the making of the tokenizer, as it does when memory is short.</source>
        <translation>系统终止了分词器的制作，内存不足时就会这样。</translation>
    </message>
    <message>
        <source>The system ended the trial, as it does when memory is short.</source>
        <translation>系统结束了试运行；内存不足时系统会这样做。</translation>
    </message>
    <message>
        <source>The text is gone through {epochs:,.0f} times: beyond about {useless} passes, repeating it adds next to nothing (Muennighoff et al. 2023), and the model learns it by heart. Take fewer steps, or a longer text.</source>
        <translation>文本要过 {epochs:,.0f} 遍：超过约 {useless} 遍后，重复几乎不再有用（Muennighoff 等，2023），模型会把它背下来。请减少步数，或使用更长的文本。</translation>
    </message>
    <message>
        <source>The text is gone through {epochs:.1f} times: up to about {good} passes repeated text is worth nearly what new text is, beyond that less and less (Muennighoff et al. 2023). Watch the validation loss.</source>
        <translation>文本要过 {epochs:.1f} 遍：在约 {good} 遍以内，重复的文本几乎与新文本同样有用，之后越来越少（Muennighoff 等，2023）。请留意验证损失。</translation>
    </message>
    <message>
        <source>The text is random with an entropy rate that is known exactly: the loss comes down to that line and cannot go below it.</source>
        <translation>文本是随机的，其熵率精确已知：损失会降到那条线，但不会更低。</translation>
    </message>
    <message>
        <source>The text of a PDF document; its pages: {pages:,}.</source>
        <translation>PDF 文档的文本；页数：{pages:,}。</translation>
    </message>
    <message>
        <source>The text of a Word document.</source>
        <translation>Word 文档的文本。</translation>
    </message>
    <message>
        <source>The text of an EPUB book.</source>
        <translation>EPUB 电子书的文本。</translation>
    </message>
    <message>
        <source>The text to measure on has {tokens} tokens; at least 2 are needed.</source>
        <translation>用于测量的文本有 {tokens} 个词元；至少需要 2 个。</translation>
    </message>
    <message>
        <source>The token file {file} cannot be used: {reason}.</source>
        <translation>无法使用词元文件 {file}：{reason}。</translation>
    </message>
    <message>
        <source>The token file {file} was written by a newer release (format {version}).</source>
        <translation>词元文件 {file} 由更新的版本写入（格式 {version}）。</translation>
    </message>
    <message>
        <source>The tokenizer could not be made: {reason}</source>
        <translation>无法制作分词器：{reason}</translation>
    </message>
    <message>
        <source>The tokenizer file {file} is damaged: {detail}.</source>
        <translation>分词器文件 {file} 已损坏：{detail}。</translation>
    </message>
    <message>
        <source>The tokenizer learned from {most:,} of the {all:,} characters, evenly spread over the text: it would need too much memory for all of them.</source>
        <translation>分词器只从 {all:,} 个字符中均匀取自全文的 {most:,} 个学习：学习全部字符需要过多内存。</translation>
    </message>
    <message>
        <source>The tokenizer learns frequent pieces of words first, so that the model sees further with the same context.</source>
        <translation>分词器先学习常见的词片段，使模型用同样的上下文看得更远。</translation>
    </message>
    <message>
        <source>The training text is too short: it has {tokens:,} tokens, and one sequence needs {needed:,} (training.context_length {context_length:,} and the token that follows).</source>
        <translation>训练文本太短：有 {tokens:,} 个词元，而一个序列需要 {needed:,} 个（training.context_length {context_length:,} 加上其后的一个词元）。</translation>
    </message>
    <message>
        <source>The trial ended without a result (exit code {code}).</source>
        <translation>试运行没有得到结果（退出码 {code}）。</translation>
    </message>
    <message>
        <source>The trial failed: {reason}</source>
        <translation>试运行失败：{reason}</translation>
    </message>
    <message>
        <source>The validation text is too short: it has {tokens} tokens, and at least 2 are needed.</source>
        <translation>验证文本太短：有 {tokens} 个词元，至少需要 2 个。</translation>
    </message>
    <message>
        <source>The values of “{column}” are {values}. Say in data.validation_values and data.test_values what they mean.</source>
        <translation>“{column}”的值有 {values}。请在 data.validation_values 和 data.test_values 中说明它们的含义。</translation>
    </message>
    <message>
        <source>The values of “{column}”: {values}.</source>
        <translation>“{column}”的值：{values}。</translation>
    </message>
    <message>
        <source>The window cannot open: system libraries that Qt needs are missing.</source>
        <translation>无法打开窗口：缺少 Qt 所需的系统库。</translation>
    </message>
    <message>
        <source>The {what} is not that of the record ({then} then, {now} now): a likely cause of differences.</source>
        <translation>{what}与记录时不同（当时 {then}，现在 {now}）：这很可能是出现差异的原因。</translation>
    </message>
    <message>
        <source>There are checkpoints of these steps: {steps}.</source>
        <translation>以下各步有检查点：{steps}。</translation>
    </message>
    <message>
        <source>There is no bundled sample named “{name}”.</source>
        <translation>没有名为“{name}”的自带样本。</translation>
    </message>
    <message>
        <source>There is no byte-order mark, but every second byte is zero, as in UTF-16.</source>
        <translation>没有字节序标记，但每隔一个字节为零，与 UTF-16 相同。</translation>
    </message>
    <message>
        <source>There is no checkpoint “{name}”.</source>
        <translation>没有检查点“{name}”。</translation>
    </message>
    <message>
        <source>There is no column “{column}” in {file}; its columns are {known}.</source>
        <translation>{file} 中没有列“{column}”；它的列是 {known}。</translation>
    </message>
    <message>
        <source>There is no data set called {name} on the Hub, or it is private.</source>
        <translation>Hub 上没有名为 {name} 的数据集，或它是私有的。</translation>
    </message>
    <message>
        <source>There is no display here, so the run cannot be shown.</source>
        <translation>这里没有显示器，无法显示该运行。</translation>
    </message>
    <message>
        <source>There is no display here, so {path} cannot be shown.</source>
        <translation>这里没有显示器，无法显示 {path}。</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>没有文件 {path}。</translation>
    </message>
    <message>
        <source>There is no permission to write: {doing} in {path} failed.</source>
        <translation>没有写入权限：在 {path} 中{doing}失败。</translation>
    </message>
    <message>
        <source>There is no preset “{name}”.</source>
        <translation>没有预设“{name}”。</translation>
    </message>
    <message>
        <source>There is no text to cut into tokens.</source>
        <translation>没有可切分成词元的文本。</translation>
    </message>
    <message>
        <source>There is no tokenizer in the folder {folder}.</source>
        <translation>文件夹 {folder} 中没有分词器。</translation>
    </message>
    <message>
        <source>There is no tokenizer of the kind “{kind}”.</source>
        <translation>没有“{kind}”类型的分词器。</translation>
    </message>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>内存不足，无法完成此操作。</translation>
    </message>
    <message>
        <source>There is only one document in {name}, which cannot be divided.</source>
        <translation>{name} 中只有一篇文档，无法划分。</translation>
    </message>
    <message>
        <source>There is room again: the curves are saved, with all that was kept in memory.</source>
        <translation>又有空间了：曲线已保存，包括内存中保留的全部内容。</translation>
    </message>
    <message>
        <source>There was no memory left while {doing} in {path}.</source>
        <translation>内存不足：在 {path} 中{doing}时没有剩余内存。</translation>
    </message>
    <message>
        <source>They are made again when the text is prepared.</source>
        <translation>准备文本时会重新生成。</translation>
    </message>
    <message>
        <source>They flatter what is measured. Remove copies while cleaning, or set data.split to document: copies then stay in one part.</source>
        <translation>它们会使测量结果显得更好。请在清洗时去除副本，或把 data.split 设为 document：这样副本会留在同一部分。</translation>
    </message>
    <message>
        <source>They flatter what is measured. Remove copies while cleaning.</source>
        <translation>它们会使测量结果显得更好。请在清洗时去除副本。</translation>
    </message>
    <message>
        <source>This copy was not told where its releases are published.</source>
        <translation>本副本不知道其版本发布在何处。</translation>
    </message>
    <message>
        <source>This is a fault of the program. Please copy the details and report it.</source>
        <translation>这是程序的缺陷。请复制详细信息并报告。</translation>
    </message>
    <message>
        <source>This model needs about {needed:,} GB of memory to train, and this computer has {memory:,}.</source>
        <translation>训练此模型约需 {needed:,} GB 内存，而本机有 {memory:,} GB。</translation>
    </message>
    <message>
        <source>This run had no average of its weights yet; it starts from the weights of step {step:,}.</source>
        <translation>此运行还没有权重平均；从第 {step:,} 步的权重开始平均。</translation>
    </message>
    <message>
        <source>This run is being trained: it is verified up to step {step:,}, as recorded now.</source>
        <translation>此运行正在训练：按目前的记录验证到第 {step:,} 步。</translation>
    </message>
    <message>
        <source>This run was begun by an earlier release, which did not record its settings: those of its later record, or of its experiment.yaml, are taken.</source>
        <translation>此运行由较早的版本开始，当时没有记录其设置；现采用其后来的记录或 experiment.yaml 中的设置。</translation>
    </message>
    <message>
        <source>This run was written by an earlier release (run format {found}). It is now of format {now}; its record as it was is kept in {file}.</source>
        <translation>此运行由较早的版本写入（运行格式 {found}）。现在它是格式 {now}；原来的记录保存在 {file} 中。</translation>
    </message>
    <message>
        <source>Training diverged: {what} is no longer a finite number at step {step:,}. {tensors}{kept}</source>
        <translation>训练发散了：在第 {step:,} 步，{what}不再是有限的数。{tensors}{kept}</translation>
    </message>
    <message>
        <source>Try again later; what was downloaded is kept.</source>
        <translation>请稍后重试；已下载的内容会保留。</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>请重试。</translation>
    </message>
    <message>
        <source>Turning the text into tokens</source>
        <translation>正在把文本转换为词元</translation>
    </message>
    <message>
        <source>Unicode normalisation</source>
        <translation>Unicode 规范化</translation>
    </message>
    <message>
        <source>Unpack it with its password first.</source>
        <translation>请先用密码将其解压。</translation>
    </message>
    <message>
        <source>Unpack the outer archive first.</source>
        <translation>请先解压外层的压缩包。</translation>
    </message>
    <message>
        <source>Until now this run trained in {before} process(es); in {now} its numbers differ slightly.</source>
        <translation>此前这次运行用 {before} 个进程训练；用 {now} 个进程时，数值会略有不同。</translation>
    </message>
    <message>
        <source>Until now this run trained on {before}; on {now} its numbers differ slightly.</source>
        <translation>此运行之前在 {before} 上训练；在 {now} 上数值会略有不同。</translation>
    </message>
    <message>
        <source>Update LM Workbench to open it.</source>
        <translation>请更新 LM Workbench 后再打开。</translation>
    </message>
    <message>
        <source>Update LM Workbench, or move that checkpoint&apos;s folder away to use the one before it.</source>
        <translation>请更新 LM Workbench，或移走该检查点的文件夹以使用它之前的检查点。</translation>
    </message>
    <message>
        <source>Update LM Workbench.</source>
        <translation>请更新 LM Workbench。</translation>
    </message>
    <message>
        <source>Use a copy without that protection.</source>
        <translation>请使用没有该保护的副本。</translation>
    </message>
    <message>
        <source>Use a longer text, or lower training.context_length.</source>
        <translation>请使用更长的文本，或减小 training.context_length。</translation>
    </message>
    <message>
        <source>Use a longer text, or raise data.validation_fraction.</source>
        <translation>请使用更长的文本，或增大 data.validation_fraction。</translation>
    </message>
    <message>
        <source>Use a longer text.</source>
        <translation>请使用更长的文本。</translation>
    </message>
    <message>
        <source>Use a part of it.</source>
        <translation>请使用其中一部分。</translation>
    </message>
    <message>
        <source>Use an archive from a source that you trust.</source>
        <translation>请使用来源可信的压缩包。</translation>
    </message>
    <message>
        <source>Waiting for another download of {name}</source>
        <translation>正在等待 {name} 的另一个下载</translation>
    </message>
    <message>
        <source>Waiting for another process that prepares the same text</source>
        <translation>正在等待另一个准备同一文本的进程</translation>
    </message>
    <message>
        <source>White space</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Who wrote this run last, {who}, was killed or crashed; its lock is free.</source>
        <translation>上次写入此运行的{who}被强行终止或已崩溃；它的锁已释放。</translation>
    </message>
    <message>
        <source>Write an experiment with: workbench new. Name the text there as data.source, then train it.</source>
        <translation>请用 workbench new 写一个实验，在其中把该文本写为 data.source，然后训练。</translation>
    </message>
    <message>
        <source>Write hub:owner/name, or hub:owner/name?config=en&amp;split=train&amp;revision=main.</source>
        <translation>请写成 hub:owner/name，或 hub:owner/name?config=en&amp;split=train&amp;revision=main。</translation>
    </message>
    <message>
        <source>Write one with: workbench new</source>
        <translation>可用此命令生成一个：workbench new</translation>
    </message>
    <message>
        <source>a 7-Zip archive</source>
        <translation> 7-Zip 压缩包</translation>
    </message>
    <message>
        <source>a CUDA GPU</source>
        <translation> CUDA GPU</translation>
    </message>
    <message>
        <source>a GIF picture</source>
        <translation> GIF 图片</translation>
    </message>
    <message>
        <source>a GPU computes a batch as a whole</source>
        <translation>GPU 把一个批次作为整体计算</translation>
    </message>
    <message>
        <source>a GPU has libraries of its own</source>
        <translation>GPU 有自己的库</translation>
    </message>
    <message>
        <source>a GPU that PyTorch can use was found</source>
        <translation>找到了 PyTorch 可用的 GPU</translation>
    </message>
    <message>
        <source>a JPEG picture</source>
        <translation> JPEG 图片</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation> PDF 文档</translation>
    </message>
    <message>
        <source>a PNG picture</source>
        <translation> PNG 图片</translation>
    </message>
    <message>
        <source>a RAR archive</source>
        <translation> RAR 压缩包</translation>
    </message>
    <message>
        <source>a Windows program</source>
        <translation> Windows 程序</translation>
    </message>
    <message>
        <source>a ZIP archive (Word, Excel, OpenDocument and EPUB files are ZIP archives too)</source>
        <translation> ZIP 压缩包（Word、Excel、OpenDocument 和 EPUB 文件也是 ZIP 压缩包）</translation>
    </message>
    <message>
        <source>a Zstandard archive</source>
        <translation> Zstandard 压缩包</translation>
    </message>
    <message>
        <source>a backslash stands before a character that it cannot stand before</source>
        <translation>反斜杠后面的字符不允许转义</translation>
    </message>
    <message>
        <source>a bzip2 archive</source>
        <translation> bzip2 压缩包</translation>
    </message>
    <message>
        <source>a colon belongs here</source>
        <translation>此处应为冒号</translation>
    </message>
    <message>
        <source>a colon makes a second value here</source>
        <translation>此处的冒号造成了第二个值</translation>
    </message>
    <message>
        <source>a comma belongs here</source>
        <translation>此处应为逗号</translation>
    </message>
    <message>
        <source>a gzip archive</source>
        <translation> gzip 压缩包</translation>
    </message>
    <message>
        <source>a line of {file} is no pair of tokens</source>
        <translation>{file} 中有一行不是一对词元</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>a model in parts is gathered block by block, outside compiled code</source>
        <translation>拆分的模型在编译代码之外逐块汇集</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>a number is too long</source>
        <translation>数字太长</translation>
    </message>
    <message>
        <source>a processor gives the same bits each time anyway</source>
        <translation>处理器本来每次都给出相同的二进制位</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>a quote is opened here that is not closed again</source>
        <translation>此处的引号没有结束</translation>
    </message>
    <message>
        <source>a second document starts here (---), but an experiment file holds one</source>
        <translation>此处开始了第二个文档（---），但实验文件只能有一个</translation>
    </message>
    <message>
        <source>a setting&apos;s name must be a plain word</source>
        <translation>设置的名称必须是普通单词</translation>
    </message>
    <message>
        <source>a tab stands where spaces are needed</source>
        <translation>应为空格的地方是制表符</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>a text begins here that does not end (is a quote missing?)</source>
        <translation>此处开始的文本没有结束（是否缺少引号？）</translation>
    </message>
    <message>
        <source>a trial took more than {seconds:.0f} s</source>
        <translation>试运行超过了 {seconds:.0f} 秒</translation>
    </message>
    <message>
        <source>a value belongs here</source>
        <translation>此处应为一个值</translation>
    </message>
    <message>
        <source>a value of another kind</source>
        <translation>其他类型的值</translation>
    </message>
    <message>
        <source>a weight</source>
        <translation>某个权重</translation>
    </message>
    <message>
        <source>about {units:,}</source>
        <translation>约 {units:,}</translation>
    </message>
    <message>
        <source>an Apple GPU (MPS)</source>
        <translation> Apple GPU（MPS）</translation>
    </message>
    <message>
        <source>an Apple GPU was found</source>
        <translation>找到了 Apple GPU</translation>
    </message>
    <message>
        <source>an SQLite database</source>
        <translation> SQLite 数据库</translation>
    </message>
    <message>
        <source>an empty ZIP archive</source>
        <translation>空的 ZIP 压缩包</translation>
    </message>
    <message>
        <source>an experiment file must hold sections with settings</source>
        <translation>实验文件必须由含有设置的小节组成</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>an old Microsoft Office document</source>
        <translation>旧版 Microsoft Office 文档</translation>
    </message>
    <message>
        <source>an xz archive</source>
        <translation> xz 压缩包</translation>
    </message>
    <message>
        <source>anchors and aliases (&amp; and *) are not used here</source>
        <translation>此处不使用锚点和别名（&amp; 和 *）</translation>
    </message>
    <message>
        <source>another process</source>
        <translation>另一个进程</translation>
    </message>
    <message>
        <source>as until now, so that the run goes on exactly</source>
        <translation>与之前相同，使运行能精确地继续</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意力内核</translation>
    </message>
    <message>
        <source>behind \u belong four hexadecimal digits</source>
        <translation>\u 后面应为四位十六进制数字</translation>
    </message>
    <message>
        <source>behind the quote that closes a cell stands something else</source>
        <translation>单元格的结束引号后面还有别的内容</translation>
    </message>
    <message>
        <source>bf16 and plain attention</source>
        <translation>bf16 加普通注意力</translation>
    </message>
    <message>
        <source>bringing the run to the present format</source>
        <translation>将运行升级到当前格式</translation>
    </message>
    <message>
        <source>broken JSON</source>
        <translation>损坏的 JSON</translation>
    </message>
    <message>
        <source>deterministic</source>
        <translation>确定性</translation>
    </message>
    <message>
        <source>faster; the last bits may differ from one time to the next</source>
        <translation>更快；每次的最后几位可能不同</translation>
    </message>
    <message>
        <source>measured on this model: as fast with {other}, which leaves the other cores to other programs</source>
        <translation>在此模型上实测：使用 {other} 时同样快，并把其余核心留给其他程序</translation>
    </message>
    <message>
        <source>no Triton was found, with which PyTorch compiles for a GPU</source>
        <translation>未找到 Triton，PyTorch 用它为 GPU 编译</translation>
    </message>
    <message>
        <source>runtime.deterministic asks for it</source>
        <translation>runtime.deterministic 如此要求</translation>
    </message>
    <message>
        <source>uncompiled code</source>
        <translation>未编译的代码</translation>
    </message>
    <message>
        <source>{told} That is a sample: {looked:,} of {units} {kind}, searched for in one part in {every:,} of the text.</source>
        <translation>{told}这是抽样结果：取 {units} {kind}中的 {looked:,}，在文本的 {every:,} 分之一中查找。</translation>
    </message>
    <message>
        <source>{what}. {advice}</source>
        <translation>{what}。{advice}</translation>
    </message>
    <message>
        <source>bytes that are no text</source>
        <translation>不是文本的字节</translation>
    </message>
    <message>
        <source>bytes that do not belong to the encoding</source>
        <translation>不属于该编码的字节</translation>
    </message>
    <message>
        <source>cannot be ratio where a weight is above 1: copies of documents would be learned and measured on; document keeps copies together</source>
        <translation>有权重大于 1 时不能为 ratio：文档的副本会既用于学习又用于测量；document 会把副本放在一起</translation>
    </message>
    <message>
        <source>changing the run&apos;s record</source>
        <translation>更改运行记录</translation>
    </message>
    <message>
        <source>columns with the same name</source>
        <translation>同名的列</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>compile</source>
        <translation>编译</translation>
    </message>
    <message>
        <source>compiling</source>
        <translation>编译</translation>
    </message>
    <message>
        <source>compiling costs many seconds first; long runs try it out</source>
        <translation>编译要先花费许多秒；长时间的运行会先试一试</translation>
    </message>
    <message>
        <source>damaged files</source>
        <translation>损坏的文件</translation>
    </message>
    <message>
        <source>data.split_column</source>
        <translation>data.split_column</translation>
    </message>
    <message>
        <source>data.template: “{template}” has a brace that is not closed or not opened.</source>
        <translation>data.template：“{template}”中有未闭合或未开始的花括号。</translation>
    </message>
    <message>
        <source>distributed</source>
        <translation>分布式</translation>
    </message>
    <message>
        <source>documents</source>
        <translation>篇文档</translation>
    </message>
    <message>
        <source>documents without text</source>
        <translation>没有文本的文档</translation>
    </message>
    <message>
        <source>does not fit the pattern: {reason}</source>
        <translation>与模式不符：{reason}</translation>
    </message>
    <message>
        <source>downloading {file}</source>
        <translation>下载 {file} </translation>
    </message>
    <message>
        <source>exact, and safe everywhere; long runs try out bf16</source>
        <translation>精确，处处安全；长时间的运行会先试一试 bf16</translation>
    </message>
    <message>
        <source>files of other kinds</source>
        <translation>其他类型的文件</translation>
    </message>
    <message>
        <source>files that are encrypted</source>
        <translation>已加密的文件</translation>
    </message>
    <message>
        <source>files that are not safe to open</source>
        <translation>打开不安全的文件</translation>
    </message>
    <message>
        <source>from here on, lines end in another way than before</source>
        <translation>从这里起，换行符与前面的不同</translation>
    </message>
    <message>
        <source>has “{value}”, which data.validation_values has too</source>
        <translation>含有“{value}”，而 data.validation_values 中也有它</translation>
    </message>
    <message>
        <source>here stands {kind}, where an object with columns or a text belongs</source>
        <translation>此处是{kind}，而应是含有各列的对象或文本</translation>
    </message>
    <message>
        <source>in the column “{column}” stands {kind}, and {first} before</source>
        <translation>列“{column}”中是{kind}，而之前是{first}</translation>
    </message>
    <message>
        <source>in the column “{column}” stands {kind}, which is no text</source>
        <translation>列“{column}”中是{kind}，不是文本</translation>
    </message>
    <message>
        <source>is empty, and so is data.test_source: name one of them</source>
        <translation>为空，data.test_source 也为空：请至少写明其中之一</translation>
    </message>
    <message>
        <source>is empty: name a file or a sample</source>
        <translation>为空：请写明文件或样本</translation>
    </message>
    <message>
        <source>is no list: {reason}</source>
        <translation>不是列表：{reason}</translation>
    </message>
    <message>
        <source>is no regular expression: {reason}</source>
        <translation>不是正则表达式：{reason}</translation>
    </message>
    <message>
        <source>it cannot be read as Parquet ({reason})</source>
        <translation>无法作为 Parquet 读取（{reason}）</translation>
    </message>
    <message>
        <source>it has no text: its pages ({pages:,}) seem to be scanned pictures</source>
        <translation>其中没有文本：各页（{pages:,} 页）似乎是扫描图片</translation>
    </message>
    <message>
        <source>it holds no text part, so it is no Word document</source>
        <translation>其中没有正文部分，因此不是 Word 文档</translation>
    </message>
    <message>
        <source>it holds no tokenizer</source>
        <translation>其中没有分词器</translation>
    </message>
    <message>
        <source>it is an archive in an archive</source>
        <translation>它是压缩包中的压缩包</translation>
    </message>
    <message>
        <source>it is damaged ({reason})</source>
        <translation>它已损坏（{reason}）</translation>
    </message>
    <message>
        <source>it is larger than a tokenizer can be</source>
        <translation>它比任何分词器都大</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>嵌套太深</translation>
    </message>
    <message>
        <source>it is no EPUB book: it does not say where its text is</source>
        <translation>它不是 EPUB 电子书：没有说明正文在哪里</translation>
    </message>
    <message>
        <source>it is no SentencePiece model, or it is cut short</source>
        <translation>它不是 SentencePiece 模型，或者不完整</translation>
    </message>
    <message>
        <source>it is no vocabulary of a byte-level BPE</source>
        <translation>它不是字节级 BPE 的词表</translation>
    </message>
    <message>
        <source>it is not of a kind that can be learned from, so it is passed over</source>
        <translation>它不是可供学习的类型，因此跳过</translation>
    </message>
    <message>
        <source>it is protected by a password, or it is a Word document of before 2007 (.doc)</source>
        <translation>它有密码保护，或是 2007 年以前的 Word 文档（.doc）</translation>
    </message>
    <message>
        <source>it is protected by a password, or its text may not be taken without one</source>
        <translation>它有密码保护，或没有密码就不能提取文本</translation>
    </message>
    <message>
        <source>it would unpack to more than {times} times its size, as archives made to do harm do</source>
        <translation>解压后会超过自身大小的 {times} 倍，恶意压缩包就是如此</translation>
    </message>
    <message>
        <source>its chapter “{page}” is not in it</source>
        <translation>其中缺少章节“{page}”</translation>
    </message>
    <message>
        <source>its columns are encrypted ({reason})</source>
        <translation>它的列已加密（{reason}）</translation>
    </message>
    <message>
        <source>its columns have different lengths, from {least:,} to {most:,}</source>
        <translation>各列长度不同，从 {least:,} 到 {most:,}</translation>
    </message>
    <message>
        <source>its decoder “{name}” is of a kind that is not supported</source>
        <translation>它的解码器“{name}”是不支持的类型</translation>
    </message>
    <message>
        <source>its part “{member}” cannot be read</source>
        <translation>无法读取其中的“{member}”</translation>
    </message>
    <message>
        <source>its part “{member}” is too large</source>
        <translation>其中的“{member}”太大</translation>
    </message>
    <message>
        <source>its text is encrypted (digital rights management)</source>
        <translation>它的文本已加密（数字版权管理）</translation>
    </message>
    <message>
        <source>keeping a long document</source>
        <translation>暂存长文档</translation>
    </message>
    <message>
        <source>keeping the prepared text</source>
        <translation>保存准备好的文本</translation>
    </message>
    <message>
        <source>line ends of several kinds</source>
        <translation>多种换行符</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>行</translation>
    </message>
    <message>
        <source>lines or rows that are too long</source>
        <translation>过长的行</translation>
    </message>
    <message>
        <source>must be a list, not {given!r}</source>
        <translation>必须是列表，而不是 {given!r}</translation>
    </message>
    <message>
        <source>must be an entry with settings below it, not {given!r}</source>
        <translation>必须是其下含有设置的条目，而不是 {given!r}</translation>
    </message>
    <message>
        <source>must be given; choose one of {known}</source>
        <translation>必须给出；请选择其中之一：{known}</translation>
    </message>
    <message>
        <source>must name one setting of one entry, as in {example}</source>
        <translation>必须指明一个条目的一项设置，例如 {example}</translation>
    </message>
    <message>
        <source>names no language to keep</source>
        <translation>没有写明要保留的语言</translation>
    </message>
    <message>
        <source>needs a split by documents (data.split): where the end of the text is kept out, copies would come into it</source>
        <translation>需要按文档划分（data.split）：如果留出的是文本末尾，副本会进入其中</translation>
    </message>
    <message>
        <source>nothing (null)</source>
        <translation>空值（null）</translation>
    </message>
    <message>
        <source>nothing to do in {documents:,} documents</source>
        <translation>{documents:,} 篇文档中没有需要处理的内容</translation>
    </message>
    <message>
        <source>only SentencePiece models of the types Unigram and BPE can be used</source>
        <translation>只能使用 Unigram 和 BPE 类型的 SentencePiece 模型</translation>
    </message>
    <message>
        <source>page {page:,} cannot be read: {reason}</source>
        <translation>无法读取第 {page:,} 页：{reason}</translation>
    </message>
    <message>
        <source>paragraphs</source>
        <translation>个段落</translation>
    </message>
    <message>
        <source>process {pid} (this one, since {since})</source>
        <translation>进程 {pid}（即本进程，自 {since} 起）</translation>
    </message>
    <message>
        <source>process {pid} ({program}, since {since})</source>
        <translation>进程 {pid}（{program}，自 {since} 起）</translation>
    </message>
    <message>
        <source>process {pid} on the computer “{host}” ({program}, since {since})</source>
        <translation>计算机“{host}”上的进程 {pid}（{program}，自 {since} 起）</translation>
    </message>
    <message>
        <source>reading {file}</source>
        <translation>读取 {file} </translation>
    </message>
    <message>
        <source>rows with too few or too many cells</source>
        <translation>单元格过少或过多的行</translation>
    </message>
    <message>
        <source>rows without the text</source>
        <translation>没有文本的行</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>the installed application computes on the processor; it cannot use the GPU found ({cards})</source>
        <translation>安装的应用程序在处理器上运算；无法使用找到的 GPU（{cards}）</translation>
    </message>
    <message>
        <source>the member “{member}” is a link, not a file</source>
        <translation>成员“{member}”是链接，不是文件</translation>
    </message>
    <message>
        <source>the member “{member}” is encrypted</source>
        <translation>成员“{member}”已加密</translation>
    </message>
    <message>
        <source>the member “{member}” names a place outside of the archive</source>
        <translation>成员“{member}”指向压缩包之外的位置</translation>
    </message>
    <message>
        <source>the merge “{merge}” makes no token of the vocabulary</source>
        <translation>合并“{merge}”得不到词表中的词元</translation>
    </message>
    <message>
        <source>the tokenizers library cannot read it ({reason})</source>
        <translation>tokenizers 库无法读取它（{reason}）</translation>
    </message>
    <message>
        <source>there is no entry {place}; the list has {count}</source>
        <translation>没有第 {place} 个条目；列表中有 {count} 个</translation>
    </message>
    <message>
        <source>there is nothing in the column “{column}”</source>
        <translation>列“{column}”中没有内容</translation>
    </message>
    <message>
        <source>this PyTorch was built without GPU support; it cannot use the GPU found ({cards})</source>
        <translation>此 PyTorch 不带 GPU 支持；无法使用找到的 GPU（{cards}）</translation>
    </message>
    <message>
        <source>this is not valid JSON: {reason}</source>
        <translation>这不是有效的 JSON：{reason}</translation>
    </message>
    <message>
        <source>this line has more than {most:,} characters, too many to be one row</source>
        <translation>该行超过 {most:,} 个字符，太长，不能作为一行数据</translation>
    </message>
    <message>
        <source>this row cannot be divided into cells: {reason}</source>
        <translation>该行无法划分为单元格：{reason}</translation>
    </message>
    <message>
        <source>this row has {count} cells, and there are {columns} columns</source>
        <translation>该行有 {count} 个单元格，而共有 {columns} 列</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>真或假</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>values of another type</source>
        <translation>类型不同的值</translation>
    </message>
    <message>
        <source>vertical bar</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>zero bytes</source>
        <translation>零字节</translation>
    </message>
    <message>
        <source>{changed:,} of {documents:,} documents changed ({characters:,} characters)</source>
        <translation>{documents:,} 篇文档中 {changed:,} 篇有改动（{characters:,} 个字符）</translation>
    </message>
    <message>
        <source>{changed:,} of {documents:,} documents changed and {removed:,} left out ({characters:,} characters)</source>
        <translation>{documents:,} 篇文档中 {changed:,} 篇有改动，{removed:,} 篇被略去（{characters:,} 个字符）</translation>
    </message>
    <message>
        <source>{files:,} files with {documents:,} documents.</source>
        <translation>{files:,} 个文件，共 {documents:,} 篇文档。</translation>
    </message>
    <message>
        <source>{file} cannot be used as a tokenizer: {detail}.</source>
        <translation>{file} 不能用作分词器：{detail}。</translation>
    </message>
    <message>
        <source>{file} has no column with text; its columns are {known}.</source>
        <translation>{file} 没有含文本的列；它的列是 {known}。</translation>
    </message>
    <message>
        <source>{file} has no column “{column}”; its columns are {known}.</source>
        <translation>{file} 没有列“{column}”；它的列是 {known}。</translation>
    </message>
    <message>
        <source>{file} has {count} characters (or words) that the run&apos;s tokenizer does not know: {some}</source>
        <translation>{file} 有 {count} 个此运行的分词器不认识的字符（或词）：{some}</translation>
    </message>
    <message>
        <source>{file} of {name} came damaged over the network.</source>
        <translation>{name} 的 {file} 在网络传输中损坏。</translation>
    </message>
    <message>
        <source>{file} of {name} does not come whole.</source>
        <translation>{name} 的 {file} 未能完整下载。</translation>
    </message>
    <message>
        <source>{file} was written by a newer release.</source>
        <translation>{file} 由更新的版本写入。</translation>
    </message>
    <message>
        <source>{file}, line {line:,}, column {column:,}: {what}</source>
        <translation>{file}，第 {line:,} 行第 {column:,} 列：{what}</translation>
    </message>
    <message>
        <source>{file}, line {line:,}: {what}</source>
        <translation>{file}，第 {line:,} 行：{what}</translation>
    </message>
    <message>
        <source>{file}: the cells are divided by a {what}.</source>
        <translation>{file}：单元格以{what}分隔。</translation>
    </message>
    <message>
        <source>{file}: the first row is taken as text, not as names of columns.</source>
        <translation>{file}：第一行被当作文本，而不是列名。</translation>
    </message>
    <message>
        <source>{file}: the text is taken from the column “{column}” of {known}; data.text_columns chooses another.</source>
        <translation>{file}：文本取自列“{column}”（全部列：{known}）；可用 data.text_columns 选择其他列。</translation>
    </message>
    <message>
        <source>{file}: {what}</source>
        <translation>{file}：{what}</translation>
    </message>
    <message>
        <source>{found:,} of {looked:,} {kind} of the {part} text are also in the {within} text ({near:,} nearly).</source>
        <translation>{part}文本的 {looked:,} {kind}中，有 {found:,} 处也出现在{within}文本中（其中 {near:,} 处为近似）。</translation>
    </message>
    <message>
        <source>{found:,} of {looked:,} {kind} of the {part} text are also in the {within} text.</source>
        <translation>{part}文本的 {looked:,} {kind}中，有 {found:,} 处也出现在{within}文本中。</translation>
    </message>
    <message>
        <source>{given!r} is unknown; choose one of {known}</source>
        <translation>未知的值 {given!r}；请选择其中之一：{known}</translation>
    </message>
    <message>
        <source>{kind}: {count:,}. The first: {first}</source>
        <translation>{kind}：{count:,}。第一处：{first}</translation>
    </message>
    <message>
        <source>{minimum:,} is greater than the longest length ({maximum:,})</source>
        <translation>{minimum:,} 大于最大长度（{maximum:,}）</translation>
    </message>
    <message>
        <source>{name} has only {count} documents, so that a weight of {weight:g} is met roughly; data.documents divides a plain text into more.</source>
        <translation>{name} 只有 {count} 篇文档，因此只能大致达到权重 {weight:g}；可用 data.documents 把纯文本分成更多文档。</translation>
    </message>
    <message>
        <source>{name} holds no file to learn from.</source>
        <translation>{name} 中没有可供学习的文件。</translation>
    </message>
    <message>
        <source>{name} is not a text file: it holds zero bytes (the first on line {line:,}, column {column:,}).</source>
        <translation>{name} 不是文本文件：其中含有零字节（第一个在第 {line:,} 行第 {column:,} 列）。</translation>
    </message>
    <message>
        <source>{name} is not {encoding}: at {place}, the rest of the file is given up, after {count:,} other places.</source>
        <translation>{name} 不是 {encoding}：在其他 {count:,} 处之后，从{place}起放弃文件的其余部分。</translation>
    </message>
    <message>
        <source>{name}: the Hub converted only the first part of this data set; ?revision=main takes its own files.</source>
        <translation>{name}：Hub 只转换了此数据集的前一部分；用 ?revision=main 可取其原始文件。</translation>
    </message>
    <message>
        <source>{problem} It had gone back {count} times already (to the steps {steps}), in the end to {factor:g} times the learning rate.</source>
        <translation>{problem}运行已经退回了 {count} 次（退回到第 {steps} 步），最后的学习率是原来的 {factor:g} 倍。</translation>
    </message>
    <message>
        <source>cutting back the run&apos;s record</source>
        <translation>截短运行记录</translation>
    </message>
    <message>
        <source>1 thread and torch.compile</source>
        <translation>1 个线程与 torch.compile</translation>
    </message>
    <message>
        <source>Measuring what is fastest here: {what}</source>
        <translation>正在测量此处哪种设置最快：{what}</translation>
    </message>
    <message>
        <source>Memory is short: losses are measured on {windows} windows at a time.</source>
        <translation>内存不足：损失改为每次在 {windows} 个窗口上测量。</translation>
    </message>
    <message>
        <source>On a GPU the last bits may differ from one time to the next without any fault, unless the run was trained with runtime.deterministic.</source>
        <translation>在 GPU 上，除非训练时使用了 runtime.deterministic，每次的最后几位可能不同，这并非错误。</translation>
    </message>
    <message>
        <source>Other programs had {share:.0%} of the processors while settings were tried, so that another choice may be faster. Run &gt; Measure settings anew (or workbench cache --forget-trials) has the next run try again.</source>
        <translation>试用各设置期间，其他程序占用了处理器的 {share:.0%}，因此别的选择可能更快。“运行 &gt; 重新测量设置”（或 workbench cache --forget-trials）会让下一次运行重新试用。</translation>
    </message>
    <message>
        <source>Rename or remove one of them, or set data.on_fault to skip to leave such objects out.</source>
        <translation>请重命名或删除其中之一，或将 data.on_fault 设为 skip 以略去这类对象。</translation>
    </message>
    <message>
        <source>Try again in a moment; if it stays so, close the other program that has its run.db open.</source>
        <translation>请稍后重试；如果一直如此，请关闭打开了其 run.db 的其他程序。</translation>
    </message>
    <message>
        <source>byte {byte} at offset {offset:,}, line {line:,}, column {column:,}</source>
        <translation>偏移 {offset:,} 处的字节 {byte}，第 {line:,} 行第 {column:,} 列</translation>
    </message>
    <message>
        <source>byte-order marks inside of the text</source>
        <translation>文本中间的字节顺序标记</translation>
    </message>
    <message>
        <source>data.encoding: there is no text encoding named “{encoding}”.</source>
        <translation>data.encoding：没有名为“{encoding}”的文本编码。</translation>
    </message>
    <message>
        <source>data.source is empty: there is no text to learn from.</source>
        <translation>data.source 为空：没有可供学习的文本。</translation>
    </message>
    <message>
        <source>device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>each process computes its part of a batch as a whole</source>
        <translation>每个进程把自己那部分批次作为整体计算</translation>
    </message>
    <message>
        <source>experiment.yaml was changed since the run was last trained: {field} was {then!r}, and is {now!r} now.</source>
        <translation>自上次训练以来 experiment.yaml 被改动过：{field} 原为 {then!r}，现在是 {now!r}。</translation>
    </message>
    <message>
        <source>has {character!r}, which is no character of any text</source>
        <translation>含有 {character!r}，它不是任何文本中的字符</translation>
    </message>
    <message>
        <source>here stands a byte-order mark, as where files were put together; it stays in the text</source>
        <translation>此处有字节顺序标记，像是由多个文件拼接而成；它保留在文本中</translation>
    </message>
    <message>
        <source>here stands a comma behind which nothing follows</source>
        <translation>此处的逗号后面没有内容</translation>
    </message>
    <message>
        <source>here stands more than one value</source>
        <translation>此处有不止一个值</translation>
    </message>
    <message>
        <source>in a trial {other} learned differently</source>
        <translation>试运行中 {other} 的学习结果不同</translation>
    </message>
    <message>
        <source>is not a known section; known here: {names}</source>
        <translation>不是已知的小节；已知的有：{names}</translation>
    </message>
    <message>
        <source>is not a known {kind}; did you mean {close}?</source>
        <translation>不是已知的{kind}；您是想写 {close} 吗？</translation>
    </message>
    <message>
        <source>is not a known {kind}; known here: {known}</source>
        <translation>不是已知的{kind}；已知的有：{known}</translation>
    </message>
    <message>
        <source>it does not say of which kind it is</source>
        <translation>其中没有说明类型</translation>
    </message>
    <message>
        <source>it holds no named values</source>
        <translation>其中没有带名称的值</translation>
    </message>
    <message>
        <source>it is longer than it says: {size:,} bytes where {expected:,} belong</source>
        <translation>它比声明的更长：应为 {expected:,} 字节，实为 {size:,} 字节</translation>
    </message>
    <message>
        <source>it is no token file</source>
        <translation>它不是词元文件</translation>
    </message>
    <message>
        <source>it is not an address of the form https://…</source>
        <translation>它不是这种形式的地址：https://…</translation>
    </message>
    <message>
        <source>it is not valid JSON</source>
        <translation>它不是有效的 JSON</translation>
    </message>
    <message>
        <source>it was cut short: {size:,} bytes where {expected:,} belong</source>
        <translation>它被截断：应为 {expected:,} 字节，实为 {size:,} 字节</translation>
    </message>
    <message>
        <source>it was stopped</source>
        <translation>它被停止了</translation>
    </message>
    <message>
        <source>its list of pages takes more than {seconds:g} seconds to read</source>
        <translation>读取其页面列表超过 {seconds:g} 秒</translation>
    </message>
    <message>
        <source>keeping the record as it was</source>
        <translation>保留原有记录</translation>
    </message>
    <message>
        <source>locking the run</source>
        <translation>锁定运行</translation>
    </message>
    <message>
        <source>making a new run</source>
        <translation>创建新运行</translation>
    </message>
    <message>
        <source>measured on this model: {ratio:.2f} times as fast with {other}</source>
        <translation>在此模型上实测：使用 {other} 时速度为 {ratio:.2f} 倍</translation>
    </message>
    <message>
        <source>must be 1 with model.dropout above 0, whose random numbers come in order only from an undivided batch</source>
        <translation>在 model.dropout 大于 0 时必须为 1，因为只有不分份的批次才能按顺序产生随机数</translation>
    </message>
    <message>
        <source>must be a finite number, not {given!r}</source>
        <translation>必须是有限数，而不是 {given!r}</translation>
    </message>
    <message>
        <source>must be a number, not {given!r}</source>
        <translation>必须是数字，而不是 {given!r}</translation>
    </message>
    <message>
        <source>must be a section with settings below it, not {found!r}</source>
        <translation>必须是其下含有设置的小节，而不是 {found!r}</translation>
    </message>
    <message>
        <source>must be a text that is not empty, not {found!r}</source>
        <translation>必须是非空文本，而不是 {found!r}</translation>
    </message>
    <message>
        <source>must be a text, not {given!r}</source>
        <translation>必须是文本，而不是 {given!r}</translation>
    </message>
    <message>
        <source>must be a whole number, not {given!r}</source>
        <translation>必须是整数，而不是 {given!r}</translation>
    </message>
    <message>
        <source>must be at least {ge}, not {given!r}</source>
        <translation>不得小于 {ge}，而不是 {given!r}</translation>
    </message>
    <message>
        <source>must be at most {le}, not {given!r}</source>
        <translation>不得大于 {le}，而不是 {given!r}</translation>
    </message>
    <message>
        <source>must be from 1 to {most}, not {found!r}</source>
        <translation>必须在 1 到 {most} 之间，而不是 {found!r}</translation>
    </message>
    <message>
        <source>must be greater than {gt}, not {given!r}</source>
        <translation>必须大于 {gt}，而不是 {given!r}</translation>
    </message>
    <message>
        <source>must be one of {expected}, not {given!r}</source>
        <translation>必须是 {expected} 之一，而不是 {given!r}</translation>
    </message>
    <message>
        <source>must be true or false, not {given!r}</source>
        <translation>必须是 true 或 false，而不是 {given!r}</translation>
    </message>
    <message>
        <source>must be written as section.field=value</source>
        <translation>必须写成 section.field=value 的形式</translation>
    </message>
    <message>
        <source>must name one setting of {section}, as in {example}</source>
        <translation>必须指明 {section} 的一项设置，例如 {example}</translation>
    </message>
    <message>
        <source>needs optimizer.momentum above 0</source>
        <translation>需要 optimizer.momentum 大于 0</translation>
    </message>
    <message>
        <source>never stores the scores of all pairs; with dropout PyTorch takes math</source>
        <translation>从不存储所有词元对的得分；有丢弃时 PyTorch 改用普通公式</translation>
    </message>
    <message>
        <source>no C++ compiler was found on this computer</source>
        <translation>本机上没有找到 C++ 编译器</translation>
    </message>
    <message>
        <source>no GPU that PyTorch can use was found</source>
        <translation>没有找到 PyTorch 可用的 GPU</translation>
    </message>
    <message>
        <source>no answer within {seconds:.0f} seconds</source>
        <translation>{seconds:.0f} 秒内没有答复</translation>
    </message>
    <message>
        <source>number of processes</source>
        <translation>进程数</translation>
    </message>
    <message>
        <source>number of threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>objects that name a member twice</source>
        <translation>成员名重复的对象</translation>
    </message>
    <message>
        <source>one for each physical core this program may use</source>
        <translation>本程序可用的每个物理核心一个</translation>
    </message>
    <message>
        <source>one of them ended without a word; it was killed, or its computer is gone</source>
        <translation>其中一个进程没有说明就结束了；它被强行终止，或它的计算机已断开</translation>
    </message>
    <message>
        <source>opening the run&apos;s record</source>
        <translation>打开运行记录</translation>
    </message>
    <message>
        <source>page {page:,} takes more than {seconds:g} seconds to read</source>
        <translation>读取第 {page:,} 页超过 {seconds:g} 秒</translation>
    </message>
    <message>
        <source>pages that take too long</source>
        <translation>耗时过长的页面</translation>
    </message>
    <message>
        <source>pinning a checkpoint</source>
        <translation>固定检查点</translation>
    </message>
    <message>
        <source>plain attention</source>
        <translation>普通注意力</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>process {pid}</source>
        <translation>进程 {pid}</translation>
    </message>
    <message>
        <source>process {rank} of {size} failed: {reason}</source>
        <translation>进程 {rank}（共 {size} 个）失败：{reason}</translation>
    </message>
    <message>
        <source>processes</source>
        <translation>进程数</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>products</source>
        <translation>矩阵乘法</translation>
    </message>
    <message>
        <source>recording metrics</source>
        <translation>记录指标</translation>
    </message>
    <message>
        <source>removing damaged checkpoints</source>
        <translation>删除损坏的检查点</translation>
    </message>
    <message>
        <source>removing old checkpoints</source>
        <translation>删除旧的检查点</translation>
    </message>
    <message>
        <source>removing {file}</source>
        <translation>删除 {file}</translation>
    </message>
    <message>
        <source>runtime.attention asks for it</source>
        <translation>runtime.attention 要求如此</translation>
    </message>
    <message>
        <source>runtime.compile asks for it</source>
        <translation>由 runtime.compile 指定</translation>
    </message>
    <message>
        <source>runtime.compile asks for it, but {obstacle}</source>
        <translation>由 runtime.compile 指定，但{obstacle}</translation>
    </message>
    <message>
        <source>runtime.device asks for it</source>
        <translation>由 runtime.device 指定</translation>
    </message>
    <message>
        <source>runtime.device asks for {what}, but {why}.</source>
        <translation>runtime.device 要求使用{what}，但{why}。</translation>
    </message>
    <message>
        <source>runtime.distributed asks for it</source>
        <translation>由 runtime.distributed 指定</translation>
    </message>
    <message>
        <source>runtime.precision asks for it</source>
        <translation>由 runtime.precision 指定</translation>
    </message>
    <message>
        <source>runtime.products asks for it</source>
        <translation>由 runtime.products 指定</translation>
    </message>
    <message>
        <source>runtime.products asks for oneDNN, but this PyTorch has none</source>
        <translation>runtime.products 指定了 oneDNN，但此 PyTorch 不含它</translation>
    </message>
    <message>
        <source>runtime.shares asks for it</source>
        <translation>由 runtime.shares 指定</translation>
    </message>
    <message>
        <source>runtime.threads asks for it</source>
        <translation>由 runtime.threads 指定</translation>
    </message>
    <message>
        <source>saving a checkpoint</source>
        <translation>保存检查点</translation>
    </message>
    <message>
        <source>section</source>
        <translation>小节</translation>
    </message>
    <message>
        <source>sections are nested deeper than {count} levels</source>
        <translation>小节嵌套超过 {count} 层</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>shares</source>
        <translation>批次分份</translation>
    </message>
    <message>
        <source>tags such as {tag} are not allowed; nothing it names was run</source>
        <translation>不允许使用 {tag} 这样的标签；它所指的内容没有被执行</translation>
    </message>
    <message>
        <source>the character {code} is not allowed in a text file of settings</source>
        <translation>设置文本文件中不允许出现字符 {code}</translation>
    </message>
    <message>
        <source>the checkpoint says that {name} is {recorded!r}, the replay that it is {replayed!r}</source>
        <translation>检查点中 {name} 是 {recorded!r}，重放得到的是 {replayed!r}</translation>
    </message>
    <message>
        <source>the column “{column}” is missing</source>
        <translation>缺少列“{column}”</translation>
    </message>
    <message>
        <source>the disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>the experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>the gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>the gradient of {name}</source>
        <translation>{name} 的梯度</translation>
    </message>
    <message>
        <source>the gradient scaler of 16-bit floats needs whole gradients</source>
        <translation>16 位浮点数的梯度缩放需要完整的梯度</translation>
    </message>
    <message>
        <source>the installed application brings no compiler</source>
        <translation>安装的应用程序不带编译器</translation>
    </message>
    <message>
        <source>the launcher started so many for this job</source>
        <translation>启动器为此任务启动了这么多进程</translation>
    </message>
    <message>
        <source>the line ends, or a control character stands, within a text</source>
        <translation>文本中间出现换行或控制字符</translation>
    </message>
    <message>
        <source>the loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>the model is too large to try two settings side by side</source>
        <translation>模型太大，无法同时试用两种设置</translation>
    </message>
    <message>
        <source>the model wrote another text than recorded, from character {place:,} on: {recorded!r} then, {replayed!r} now</source>
        <translation>模型写出的文本与记录不同，从第 {place:,} 个字符起：当时是 {recorded!r}，现在是 {replayed!r}</translation>
    </message>
    <message>
        <source>the name of a member belongs here, in double quotes</source>
        <translation>此处应为成员名，并用双引号括起</translation>
    </message>
    <message>
        <source>the name “{name}” stands twice in one object</source>
        <translation>名称“{name}”在同一对象中出现两次</translation>
    </message>
    <message>
        <source>the pages behind page {page:,} of {pages:,} are given up, because {count} took too long</source>
        <translation>共 {pages:,} 页，第 {page:,} 页之后的页面不再读取，因为已有 {count} 页耗时过长</translation>
    </message>
    <message>
        <source>the perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>the run is too short for a measurement to pay</source>
        <translation>运行太短，不值得测量</translation>
    </message>
    <message>
        <source>the run is too short for compiling to pay</source>
        <translation>运行太短，不值得编译</translation>
    </message>
    <message>
        <source>the steps from {first} on cannot be read</source>
        <translation>从第 {first} 步起的步骤无法读取</translation>
    </message>
    <message>
        <source>the validation loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>the weight {name}</source>
        <translation>权重 {name}</translation>
    </message>
    <message>
        <source>there are no ids of {size} bytes</source>
        <translation>不存在 {size} 字节的词元编号</translation>
    </message>
    <message>
        <source>there are no settings in it</source>
        <translation>其中没有任何设置</translation>
    </message>
    <message>
        <source>there is no file {source}</source>
        <translation>没有文件 {source}</translation>
    </message>
    <message>
        <source>there is no run format {found}</source>
        <translation>没有运行格式 {found}</translation>
    </message>
    <message>
        <source>this GPU computes in bfloat16, with the range of 32-bit floats</source>
        <translation>此 GPU 支持 bfloat16 运算，其数值范围与 32 位浮点相同</translation>
    </message>
    <message>
        <source>this GPU gains nothing from 16-bit floats</source>
        <translation>16 位浮点对此 GPU 没有好处</translation>
    </message>
    <message>
        <source>this GPU has no bfloat16; this is the nearest that works here</source>
        <translation>此 GPU 不支持 bfloat16；这是此处可用的最接近的格式</translation>
    </message>
    <message>
        <source>this GPU is much faster in 16-bit floats and has no bfloat16</source>
        <translation>此 GPU 用 16 位浮点快得多，且不支持 bfloat16</translation>
    </message>
    <message>
        <source>this cannot be understood</source>
        <translation>无法理解此内容</translation>
    </message>
    <message>
        <source>this installation of PyTorch was built without GPU support</source>
        <translation>此 PyTorch 安装不含 GPU 支持</translation>
    </message>
    <message>
        <source>this is not UTF-8 text</source>
        <translation>这不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>threads share each operation; long runs try sharing the batch out</source>
        <translation>各线程分担每个运算；较长的训练会试着把批次分份</translation>
    </message>
    <message>
        <source>two columns are called “{name}”: the other one is column {first:,}</source>
        <translation>有两列都叫“{name}”：另一列是第 {first:,} 列</translation>
    </message>
    <message>
        <source>unpinning a checkpoint</source>
        <translation>取消固定检查点</translation>
    </message>
    <message>
        <source>version of PyTorch</source>
        <translation>PyTorch 版本</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>weights, gradients and optimizer ({needed:.2f} GB) fit into each process&apos;s device</source>
        <translation>权重、梯度和优化器（{needed:.2f} GB）可放入每个进程的设备</translation>
    </message>
    <message>
        <source>weights, gradients and optimizer need {needed:.2f} GB, and each process&apos;s device has {memory:.2f}</source>
        <translation>权重、梯度和优化器需要 {needed:.2f} GB，而每个进程的设备只有 {memory:.2f} GB</translation>
    </message>
    <message>
        <source>with dropout a batch is not divided, so that its random numbers come in order</source>
        <translation>使用 dropout 时批次不分份，以便按顺序产生随机数</translation>
    </message>
    <message>
        <source>with word swap and word noise is {total:g}, which is more than all words</source>
        <translation>与词交换和词噪声合计为 {total:g}，超过全部词数</translation>
    </message>
    <message>
        <source>writing the log</source>
        <translation>写入日志</translation>
    </message>
    <message>
        <source>writing {file}</source>
        <translation>写入 {file} </translation>
    </message>
    <message>
        <source>{address} is no address of the form https://…</source>
        <translation>{address} 不是这种形式的地址：https://…</translation>
    </message>
    <message>
        <source>{advice} The log has the details: {file}</source>
        <translation>{advice}详情见日志：{file}</translation>
    </message>
    <message>
        <source>{advice} What was learned so far is better not continued: start a new run. If a much lower rate does not help there either, look at the text (very long stretches of one character?) and at the size of the model (fewer layers are easier to train).</source>
        <translation>{advice}最好不要继续已学到的权重，而是开始一次新的运行。如果学习率低得多仍然无效，请检查文本（是否有很长的重复字符？）以及模型的大小（层数少的更容易训练）。</translation>
    </message>
    <message>
        <source>{advice} {more}</source>
        <translation>{advice}{more}</translation>
    </message>
    <message>
        <source>{choice!r} is unknown; choose one of {known}</source>
        <translation>{choice!r} 未知；请选择其中之一：{known}</translation>
    </message>
    <message>
        <source>{count} settings need your attention:</source>
        <translation>有 {count} 项设置需要您处理：</translation>
    </message>
    <message>
        <source>{count} settings of {source} need your attention:</source>
        <translation>{source} 中有 {count} 项设置需要您处理：</translation>
    </message>
    <message>
        <source>{count} shares of the batch</source>
        <translation>批次分 {count} 份</translation>
    </message>
    <message>
        <source>{count} threads</source>
        <translation>{count} 个线程</translation>
    </message>
    <message>
        <source>{entry} is missing</source>
        <translation>缺少 {entry}</translation>
    </message>
    <message>
        <source>{file} already exists and was not touched.</source>
        <translation>{file} 已存在，未作改动。</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}.</source>
        <translation>无法读取 {file}：{reason}。</translation>
    </message>
    <message>
        <source>{file} is missing in {folder}: it holds the settings of the run.</source>
        <translation>{folder} 中缺少 {file}：它保存着运行的设置。</translation>
    </message>
    <message>
        <source>{file} is missing: it holds the tokenizer.</source>
        <translation>缺少 {file}：它保存着分词器。</translation>
    </message>
    <message>
        <source>{file} is too short to measure anything on.</source>
        <translation>{file} 太短，无法用来测量。</translation>
    </message>
    <message>
        <source>{file} was written by a newer release (format {version}).</source>
        <translation>{file} 由更新的版本写入（格式 {version}）。</translation>
    </message>
    <message>
        <source>{file}, column {column:,}: {what}</source>
        <translation>{file}，第 {column:,} 列：{what}</translation>
    </message>
    <message>
        <source>{file}, line {line:,}: there is no column “{column}”; the columns are {known}.</source>
        <translation>{file}，第 {line:,} 行：没有名为“{column}”的列；现有的列为 {known}。</translation>
    </message>
    <message>
        <source>{file}, row {row:,}, column {column:,}: {what}</source>
        <translation>{file}，第 {row:,} 行第 {column:,} 列：{what}</translation>
    </message>
    <message>
        <source>{file}, row {row:,}: {what}</source>
        <translation>{file}，第 {row:,} 行：{what}</translation>
    </message>
    <message>
        <source>{final:g} is higher than optimizer.learning_rate ({peak:g})</source>
        <translation>{final:g} 高于 optimizer.learning_rate（{peak:g}）</translation>
    </message>
    <message>
        <source>{folder} already exists and is not empty.</source>
        <translation>{folder} 已存在且不为空。</translation>
    </message>
    <message>
        <source>{folder} can be looked at, but not continued: {names} is missing.</source>
        <translation>{folder} 可以查看，但无法继续：缺少 {names}。</translation>
    </message>
    <message>
        <source>{folder} cannot be read right now: {reason}.</source>
        <translation>现在无法读取 {folder}：{reason}。</translation>
    </message>
    <message>
        <source>{folder} could not be brought from run format {found} to {now}: {reason}. Nothing was changed.</source>
        <translation>无法将 {folder} 从运行格式 {found} 升级到 {now}：{reason}。没有做任何改动。</translation>
    </message>
    <message>
        <source>{folder} is a file, not a folder for a run.</source>
        <translation>{folder} 是文件，不是运行的文件夹。</translation>
    </message>
    <message>
        <source>{folder} is being written and cannot be read right now.</source>
        <translation>{folder} 正在被写入，暂时无法读取。</translation>
    </message>
    <message>
        <source>{folder} is not a run: its run.db is missing, damaged or of another program.</source>
        <translation>{folder} 不是运行：其 run.db 缺失、已损坏或属于其他程序。</translation>
    </message>
    <message>
        <source>{folder} was written by a newer release (run format {found}; this one reads up to {known}).</source>
        <translation>{folder} 由更新的版本写入（运行格式 {found}；本版本最高可读 {known}）。</translation>
    </message>
    <message>
        <source>{found} was written by a newer release; this one reads up to {most}. Update LM Workbench.</source>
        <translation>{found} 由更新的版本写入；本版本最高可读 {most}。请更新 LM Workbench。</translation>
    </message>
    <message>
        <source>{host} could not be reached: {reason}</source>
        <translation>无法连接 {host}：{reason}</translation>
    </message>
    <message>
        <source>{host} did not answer the question (status {status}).</source>
        <translation>{host} 没有回答询问（状态 {status}）。</translation>
    </message>
    <message>
        <source>{host} knows of no release.</source>
        <translation>{host} 上没有任何版本。</translation>
    </message>
    <message>
        <source>{names}, {name}</source>
        <translation>{names}、{name}</translation>
    </message>
    <message>
        <source>{name} belongs to another checkpoint</source>
        <translation>{name} 属于另一个检查点</translation>
    </message>
    <message>
        <source>{name} cannot be read</source>
        <translation>无法读取 {name}</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}.</source>
        <translation>无法读取 {name}：{reason}。</translation>
    </message>
    <message>
        <source>{name} cannot be used, its {file} is wrong: {what}.</source>
        <translation>{name} 无法使用，其 {file} 有误：{what}。</translation>
    </message>
    <message>
        <source>{name} differs from what was written</source>
        <translation>{name} 与写入时不同</translation>
    </message>
    <message>
        <source>{name} holds nothing but white space.</source>
        <translation>{name} 中只有空白字符。</translation>
    </message>
    <message>
        <source>{name} holds only one character, again and again: there is nothing to predict.</source>
        <translation>{name} 中只有一个反复出现的字符：没有可预测的内容。</translation>
    </message>
    <message>
        <source>{name} is cut short</source>
        <translation>{name} 被截断</translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation>{name} 为空。</translation>
    </message>
    <message>
        <source>{name} is missing</source>
        <translation>缺少 {name}</translation>
    </message>
    <message>
        <source>{name} is not UTF-8 ({place}), and its encoding was not recognised. It may be no text at all.</source>
        <translation>{name} 不是 UTF-8（{place}），且无法识别其编码。它可能根本不是文本。</translation>
    </message>
    <message>
        <source>{name} is not a text file: it is {kind}.</source>
        <translation>{name} 不是文本文件：它是{kind}。</translation>
    </message>
    <message>
        <source>{name} is not valid {encoding}: {place} does not belong to it. {reason}</source>
        <translation>{name} 不是有效的 {encoding}：{place}不属于该编码。{reason}</translation>
    </message>
    <message>
        <source>{name} is not {encoding}. {reason}</source>
        <translation>{name} 不是 {encoding}。{reason}</translation>
    </message>
    <message>
        <source>{name} is of another format than this release reads</source>
        <translation>{name} 的格式与本版本可读的不同</translation>
    </message>
    <message>
        <source>{name} is too large for this computer&apos;s memory.</source>
        <translation>{name} 太大，本机内存放不下。</translation>
    </message>
    <message>
        <source>{name}: {encoding}. {reason}</source>
        <translation>{name}：{encoding}。{reason}</translation>
    </message>
    <message>
        <source>{other} did not work in a trial</source>
        <translation>{other} 在试运行中未能成功</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>无法读取 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} is a folder, not an experiment file.</source>
        <translation>{path} 是文件夹，不是实验文件。</translation>
    </message>
    <message>
        <source>{path} is larger than {count:,} bytes, so it is no experiment file.</source>
        <translation>{path} 大于 {count:,} 字节，因此不是实验文件。</translation>
    </message>
    <message>
        <source>{path} is not an ordinary file.</source>
        <translation>{path} 不是普通文件。</translation>
    </message>
    <message>
        <source>{path} is not there.</source>
        <translation>{path} 不存在。</translation>
    </message>
    <message>
        <source>{path} may not be read: there is no permission.</source>
        <translation>没有读取 {path} 的权限。</translation>
    </message>
    <message>
        <source>{place}: the disk is full.</source>
        <translation>{place}：磁盘已满。</translation>
    </message>
    <message>
        <source>{place}: there is no permission.</source>
        <translation>{place}：没有权限。</translation>
    </message>
    <message>
        <source>{place}: {reason}.</source>
        <translation>{place}：{reason}。</translation>
    </message>
    <message>
        <source>{problem} The run went back to step {to_step:,} and goes on with the scheduled learning rate times {factor:g} ({count} of at most {most} times). {advice}</source>
        <translation>{problem}运行退回到第 {to_step:,} 步，并以调度学习率的 {factor:g} 倍继续（第 {count} 次，最多 {most} 次）。{advice}</translation>
    </message>
    <message>
        <source>{processes} processes cannot share batches of {batch} sequences (training.batch_size).</source>
        <translation>{processes} 个进程无法分摊每批 {batch} 个序列（training.batch_size）。</translation>
    </message>
    <message>
        <source>{processes} processes were started on a computer with {gpus} GPUs.</source>
        <translation>在一台有 {gpus} 块 GPU 的计算机上启动了 {processes} 个进程。</translation>
    </message>
    <message>
        <source>{ratio:,.0f} tokens for each parameter are many: about {best} make the best of the computing (Hoffmann et al. 2022). A larger model reaches a lower loss in the time; a small one costs less to use.</source>
        <translation>每个参数 {ratio:,.0f} 个词元偏多：约 {best} 个最能充分利用算力（Hoffmann 等，2022）。同样的时间内，更大的模型能达到更低的损失；小模型用起来则更省。</translation>
    </message>
    <message>
        <source>{ratio:.2g} tokens for each parameter are few: about {best} make the best of the computing (Hoffmann et al. 2022). A smaller model, trained on more tokens, reaches a lower loss in the same time.</source>
        <translation>每个参数 {ratio:.2g} 个词元偏少：约 {best} 个最能充分利用算力（Hoffmann 等，2022）。用更多词元训练更小的模型，同样的时间内能达到更低的损失。</translation>
    </message>
    <message>
        <source>{reason}</source>
        <translation>{reason}</translation>
    </message>
    <message>
        <source>{reason} The text is prepared in a temporary folder.</source>
        <translation>{reason}文本改在临时文件夹中准备。</translation>
    </message>
    <message>
        <source>{reason}, not {given!r}</source>
        <translation>{reason}，而不是 {given!r}</translation>
    </message>
    <message>
        <source>{removed:,} of {documents:,} documents left out ({characters:,} characters)</source>
        <translation>{documents:,} 篇文档中 {removed:,} 篇被略去（{characters:,} 个字符）</translation>
    </message>
    <message>
        <source>{run} could not be moved to the trash: {reason}.</source>
        <translation>无法把 {run} 移到回收站：{reason}。</translation>
    </message>
    <message>
        <source>{run} has already taken {step:,} steps.</source>
        <translation>{run} 已完成 {step:,} 步。</translation>
    </message>
    <message>
        <source>{run} has no checkpoint of step {step:,}.</source>
        <translation>{run} 没有第 {step:,} 步的检查点。</translation>
    </message>
    <message>
        <source>{run} has no checkpoint yet.</source>
        <translation>{run} 还没有检查点。</translation>
    </message>
    <message>
        <source>{run} has no step recorded yet.</source>
        <translation>{run} 还没有记录任何一步。</translation>
    </message>
    <message>
        <source>{run} has {end:,} steps recorded; none comes after step {first:,}.</source>
        <translation>{run} 记录了 {end:,} 步；第 {first:,} 步之后没有了。</translation>
    </message>
    <message>
        <source>{run} is being written by {who}.</source>
        <translation>{run} 正在被{who}写入。</translation>
    </message>
    <message>
        <source>{run} is finished: all {steps:,} steps are done.</source>
        <translation>{run} 已完成：全部 {steps:,} 步均已做完。</translation>
    </message>
    <message>
        <source>{run} is still training.</source>
        <translation>{run} 仍在训练。</translation>
    </message>
    <message>
        <source>{run} kept no text for a test.</source>
        <translation>{run} 没有保留用于测试的文本。</translation>
    </message>
    <message>
        <source>{source}, line {line}, column {column}: {sentence}.</source>
        <translation>{source} 第 {line} 行第 {column} 列：{sentence}。</translation>
    </message>
    <message>
        <source>{source}: there is nothing called “{name}”.</source>
        <translation>{source}：没有名为“{name}”的内容。</translation>
    </message>
    <message>
        <source>{source}: {sentence}.</source>
        <translation>{source}：{sentence}。</translation>
    </message>
    <message>
        <source>{test:g} and data.validation_fraction ({validation:g}) together leave nothing to train on</source>
        <translation>{test:g} 与 data.validation_fraction（{validation:g}）合起来，没有剩下用于训练的文本</translation>
    </message>
    <message>
        <source>{wanted} belongs here</source>
        <translation>此处应为 {wanted}</translation>
    </message>
    <message>
        <source>{warmup} is not smaller than training.steps ({steps})</source>
        <translation>{warmup} 不小于 training.steps（{steps}）</translation>
    </message>
    <message>
        <source>{width} is not divisible by model.heads ({heads})</source>
        <translation>{width} 不能被 model.heads（{heads}）整除</translation>
    </message>
    <message>
        <source>“{code}” is no language that can be told; those are {known}</source>
        <translation>“{code}”不是能识别的语言；能识别的有 {known}</translation>
    </message>
    <message>
        <source>“{name}” cannot be read</source>
        <translation>“{name}”无法读取</translation>
    </message>
    <message>
        <source>“{name}” cannot be {value}</source>
        <translation>“{name}”不能是 {value}</translation>
    </message>
    <message>
        <source>“{name}” is given twice</source>
        <translation>“{name}”出现了两次</translation>
    </message>
    <message>
        <source>“{name}” is missing</source>
        <translation>缺少“{name}”</translation>
    </message>
    <message>
        <source>“{pattern}” is no regular expression: {reason}.</source>
        <translation>“{pattern}”不是正则表达式：{reason}。</translation>
    </message>
    <message>
        <source>“{source}” does not name a data set of the Hub.</source>
        <translation>“{source}”不是 Hub 数据集的名称。</translation>
    </message>
    <message>
        <source>… and {count:,} more.</source>
        <translation>……以及另外 {count:,} 项。</translation>
    </message>
</context>
<context>
    <name>i18n</name>
    <message>
        <source>{days} d {hours}:{minutes}</source>
        <translation>{days} 天 {hours}:{minutes}</translation>
    </message>
</context>
<context>
    <name>menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Main toolbar</source>
        <translation>主工具栏</translation>
    </message>
    <message>
        <source>New from &amp;preset</source>
        <translation>从预设新建(&amp;P)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
</context>
<context>
    <name>question</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Change nothing.</source>
        <translation>不作任何更改。</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>16-bit float</source>
        <translation>16 位浮点</translation>
    </message>
    <message>
        <source>32-bit float</source>
        <translation>32 位浮点</translation>
    </message>
    <message>
        <source>A copy each (DDP)</source>
        <translation>各持一份副本（DDP）</translation>
    </message>
    <message>
        <source>A file, a folder or a ZIP archive of texts, a data set of the Hub (hub:owner/name), or a bundled sample.</source>
        <translation>文本文件、文件夹或 ZIP 压缩包，Hub 的数据集（hub:owner/name），或自带的样本。</translation>
    </message>
    <message>
        <source>A file, a folder or a ZIP archive of texts, a data set of the Hugging Face Hub (hub:owner/name), or a bundled sample corpus (sample:stories, sample:markov).</source>
        <translation>文本文件、文件夹或 ZIP 压缩包，Hugging Face Hub 的数据集（hub:owner/name），或自带的样本语料（sample:stories、sample:markov）。</translation>
    </message>
    <message>
        <source>A leaner gated recurrent network with one memory (Cho et al. 2014).</source>
        <translation>更精简的门控循环网络，只有一个记忆（Cho 等，2014）。</translation>
    </message>
    <message>
        <source>A part each (FSDP)</source>
        <translation>各持一部分（FSDP）</translation>
    </message>
    <message>
        <source>A regular expression; ^ and $ match at each line. Empty, the step does nothing.</source>
        <translation>正则表达式；^ 和 $ 匹配每一行的首尾。留空则该步骤什么也不做。</translation>
    </message>
    <message>
        <source>A step size of its own for every weight, from running means of its gradient.</source>
        <translation>按梯度的滑动平均，为每个权重定步长。</translation>
    </message>
    <message>
        <source>Accumulation</source>
        <translation>梯度累积</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Adam with weight decay kept apart from the gradient; the usual choice.</source>
        <translation>权重衰减与梯度分离的 Adam；通常的选择。</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Another seed generates another text of the same kind.</source>
        <translation>换一个种子会生成同类的另一份文本。</translation>
    </message>
    <message>
        <source>Apple GPU (MPS)</source>
        <translation>Apple GPU（MPS）</translation>
    </message>
    <message>
        <source>As GPT-2</source>
        <translation>同 GPT-2</translation>
    </message>
    <message>
        <source>As GPT-4</source>
        <translation>同 GPT-4</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Attention heads per block; the width must be divisible by it.</source>
        <translation>每个块的注意力头数；宽度必须能被它整除。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Batches added up before one update: a larger batch in the same memory.</source>
        <translation>一次更新前累加的批数：用同样的内存得到更大的批。</translation>
    </message>
    <message>
        <source>Below 1 plays safe, above 1 takes risks; 0 always takes the likeliest token.</source>
        <translation>小于 1 较保守，大于 1 较冒险；0 总是取概率最大的词元。</translation>
    </message>
    <message>
        <source>Beta 1</source>
        <translation>β1</translation>
    </message>
    <message>
        <source>Beta 2</source>
        <translation>β2</translation>
    </message>
    <message>
        <source>Byte</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Character</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>Chinese (Big5)</source>
        <translation>中文（Big5）</translation>
    </message>
    <message>
        <source>Chinese (GB18030)</source>
        <translation>中文（GB18030）</translation>
    </message>
    <message>
        <source>Choose among the k likeliest tokens only; 0 turns it off.</source>
        <translation>只在概率最大的 k 个词元中选择；0 表示关闭。</translation>
    </message>
    <message>
        <source>Choose among the likeliest tokens that together reach this probability; 1 turns it off.</source>
        <translation>只在概率最大、合计达到此概率的词元中选择；1 表示关闭。</translation>
    </message>
    <message>
        <source>Compile</source>
        <translation>编译</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>Context length</source>
        <translation>上下文长度</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Decay of a running average of the weights, such as 0.999, that is measured and writes text. 0 turns it off.</source>
        <translation>权重滑动平均的衰减率，例如 0.999；测量和写文本都用平均后的权重。0 表示关闭。</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>自动检测</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Distributed</source>
        <translation>分布式</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>丢弃率</translation>
    </message>
    <message>
        <source>Embedding width</source>
        <translation>嵌入宽度</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>ε</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>评估间隔</translation>
    </message>
    <message>
        <source>Evaluation size</source>
        <translation>评估规模</translation>
    </message>
    <message>
        <source>Every token looks back at all tokens of its context through attention.</source>
        <translation>每个词元通过注意力回看其上下文中的所有词元。</translation>
    </message>
    <message>
        <source>Falls along half a cosine: slowly at first, fast in the middle, slowly at the end.</source>
        <translation>沿半个余弦下降：开始慢，中间快，最后慢。</translation>
    </message>
    <message>
        <source>Falls in a straight line from the peak to the final rate.</source>
        <translation>从峰值沿直线下降到最终学习率。</translation>
    </message>
    <message>
        <source>Final rate</source>
        <translation>最终学习率</translation>
    </message>
    <message>
        <source>Flash</source>
        <translation>Flash</translation>
    </message>
    <message>
        <source>Follows the gradient itself, smoothed by momentum; wants a larger learning rate.</source>
        <translation>沿梯度更新，用动量平滑；需要更大的学习率。</translation>
    </message>
    <message>
        <source>BPE</source>
        <translation>BPE</translation>
    </message>
    <message>
        <source>A row like others</source>
        <translation>普通的一行</translation>
    </message>
    <message>
        <source>A text in which the name of a column in braces stands for its value. Empty puts the text columns below each other.</source>
        <translation>一段文本，其中花括号里的列名代表该列的值。留空则把各文本列上下排列。</translation>
    </message>
    <message>
        <source>A tokenizer made elsewhere, with its very ids; the run keeps a copy of it.</source>
        <translation>别处制作的分词器，编号不变；运行会保留它的副本。</translation>
    </message>
    <message>
        <source>A tokenizer.json, GPT-2&apos;s vocab.json with merges.txt beside it, a SentencePiece .model, or the folder of a Hugging Face model that holds one of these.</source>
        <translation>tokenizer.json、GPT-2 的 vocab.json（旁边有 merges.txt）、SentencePiece 的 .model，或含有其中之一的模型文件夹。</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>All count</source>
        <translation>都算不同</translation>
    </message>
    <message>
        <source>Also remove what has no width: zero-width spaces and joiners, soft hyphens, byte-order and direction marks.</source>
        <translation>也删除没有宽度的字符：零宽空格和连接符、软连字符、字节序标记和方向标记。</translation>
    </message>
    <message>
        <source>Another seed draws other documents where a weight is no whole number.</source>
        <translation>权重不是整数时，换一个种子会抽到其他文档。</translation>
    </message>
    <message>
        <source>Another seed puts other documents or files into validation and test.</source>
        <translation>换一个种子，会把其他文档或文件分到验证和测试部分。</translation>
    </message>
    <message>
        <source>Batch shares</source>
        <translation>批次分份</translation>
    </message>
    <message>
        <source>Between blank lines</source>
        <translation>空行之间</translation>
    </message>
    <message>
        <source>Between form feeds</source>
        <translation>换页符之间</translation>
    </message>
    <message>
        <source>Between marks</source>
        <translation>标记之间</translation>
    </message>
    <message>
        <source>Blank lines</source>
        <translation>空行</translation>
    </message>
    <message>
        <source>Brings spaces, line ends and blank lines into one shape.</source>
        <translation>把空格、换行符和空行统一成一种形式。</translation>
    </message>
    <message>
        <source>By a column</source>
        <translation>按列</translation>
    </message>
    <message>
        <source>By document</source>
        <translation>按文档</translation>
    </message>
    <message>
        <source>By file</source>
        <translation>按文件</translation>
    </message>
    <message>
        <source>Byte-level BPE</source>
        <translation>字节级 BPE</translation>
    </message>
    <message>
        <source>Case and white space do not</source>
        <translation>忽略大小写和空白</translation>
    </message>
    <message>
        <source>Changes the text before it is cut, for good: one spelling of accents (NFC), plain forms of wide letters and signs too (NFKC), or lower case. The model will never see or write what is changed.</source>
        <translation>在切分之前永久改变文本：重音统一写法（NFC）、全角等变体也改为普通形式（NFKC），或改为小写。被改掉的内容，模型既看不到也不会写。</translation>
    </message>
    <message>
        <source>Characters that stay, one beside the other.</source>
        <translation>要保留的字符，一个接一个写出。</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Chinese script</source>
        <translation>简繁转换</translation>
    </message>
    <message>
        <source>Codes of the languages to keep, separated by commas: en, zh, de, fr, es, ja and many more.</source>
        <translation>要保留的语言的代码，以逗号分隔：en、zh、de、fr、es、ja 等。</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Control characters</source>
        <translation>控制字符</translation>
    </message>
    <message>
        <source>Conversion</source>
        <translation>转换方向</translation>
    </message>
    <message>
        <source>Convert A to Z, a to z and 0 to 9.</source>
        <translation>转换 A 到 Z、a 到 z 和 0 到 9。</translation>
    </message>
    <message>
        <source>Convert marks and the full-width space; Chinese text is usually printed with full-width ones.</source>
        <translation>转换标点和全角空格；中文排版通常使用全角标点。</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Documents with fewer characters are left out.</source>
        <translation>字符数少于此值的文档被略去。</translation>
    </message>
    <message>
        <source>Documents with fewer characters say too little of their language, and stay.</source>
        <translation>字符数少于此值的文档难以判断语言，予以保留。</translation>
    </message>
    <message>
        <source>Documents with more characters are left out or cut; 0 sets no limit.</source>
        <translation>字符数多于此值的文档被略去或截断；0 表示不限。</translation>
    </message>
    <message>
        <source>E-mail addresses</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Each line</source>
        <translation>每一行</translation>
    </message>
    <message>
        <source>Each word in its longest known pieces; a word with a rare character is unknown and lost.</source>
        <translation>每个词切成已知的最长片段；含罕见字符的词成为未知，无法还原。</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>表情符号</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>End of the text</source>
        <translation>文本末尾</translation>
    </message>
    <message>
        <source>Ends of lines</source>
        <translation>行尾</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Entities</source>
        <translation>字符实体</translation>
    </message>
    <message>
        <source>Exact duplicates</source>
        <translation>完全重复</translation>
    </message>
    <message>
        <source>Fewer different tokens, which helps a classifier or a small vocabulary; a generator never writes a capital again.</source>
        <translation>不同的词元变少，有利于分类器或小词表；生成模型再也不会写大写字母。</translation>
    </message>
    <message>
        <source>File or folder</source>
        <translation>文件或文件夹</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>First row</source>
        <translation>第一行</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Frequent pieces of words, learned from characters; rare characters are written in bytes.</source>
        <translation>从字符开始学习的常见词片段；罕见字符用字节写出。</translation>
    </message>
    <message>
        <source>Frequent pieces of words, learned from this text on top of the 256 bytes; as in GPT.</source>
        <translation>在 256 个字节之上从本文本学到的常见词片段；GPT 所用。</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>来自文件</translation>
    </message>
    <message>
        <source>From which script into which; those of Taiwan also change words that differ there.</source>
        <translation>从哪种字体转换为哪种；涉及台湾的转换还会改用当地的用词。</translation>
    </message>
    <message>
        <source>Full and half width</source>
        <translation>全角与半角</translation>
    </message>
    <message>
        <source>Further words to remove, separated by spaces or commas.</source>
        <translation>还要删除的词，以空格或逗号分隔。</translation>
    </message>
    <message>
        <source>GPT (transformer)</source>
        <translation>GPT (Transformer)</translation>
    </message>
    <message>
        <source>GPU (CUDA)</source>
        <translation>GPU（CUDA）</translation>
    </message>
    <message>
        <source>GRU</source>
        <translation>GRU</translation>
    </message>
    <message>
        <source>Generated children&apos;s stories, in which a model&apos;s progress is easy to see.</source>
        <translation>生成的儿童故事，容易看出模型的进步。</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Gradient checkpointing: a GPT&apos;s blocks are computed again instead of kept; less memory, the same result, about a third slower. No effect on other architectures.</source>
        <translation>梯度检查点：GPT 的各个块不保留激活值，而是重新计算；内存更少，结果相同，约慢三分之一。对其他架构无效。</translation>
    </message>
    <message>
        <source>Gradient clip</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>HTML tags</source>
        <translation>HTML 标签</translation>
    </message>
    <message>
        <source>Half width is that of English letters, full width that of Chinese characters.</source>
        <translation>半角是英文字母的宽度，全角是汉字的宽度。</translation>
    </message>
    <message>
        <source>Han apart</source>
        <translation>汉字分开</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头数</translation>
    </message>
    <message>
        <source>Helps a classifier of topics that counts words, not one of opinions, since “not” goes too; harms a generator badly, which then writes no grammatical sentence.</source>
        <translation>有助于按词计数的主题分类器，但不利于观点分类，因为“不”也会被去掉；对生成器损害很大，它将写不出合乎语法的句子。</translation>
    </message>
    <message>
        <source>Helps a classifier that counts words; harms a generator, which then writes endless text without sentences, and 3.14 as 314.</source>
        <translation>有助于按词计数的分类器；有损生成器，它会写出没有句子的长文，并把 3.14 写成 314。</translation>
    </message>
    <message>
        <source>Keeps what it finds out of the model, which else may write it back (names and unusual forms are not found); the model writes the mask instead of an address.</source>
        <translation>使找到的内容不进入模型，否则模型可能原样写出（姓名和不常见的写法找不到）；模型会写出掩码而不是地址。</translation>
    </message>
    <message>
        <source>Saves rare tokens; the model then cannot read or write emoji and, where symbols go too, prices and formulas.</source>
        <translation>省去罕见词元；模型将无法读写表情符号；若符号也去除，则还有价格和公式。</translation>
    </message>
    <message>
        <source>Whatever it replaces or leaves out, the model cannot learn.</source>
        <translation>凡被替换或略去的，模型都学不到。</translation>
    </message>
    <message>
        <source>Hong Kong to simplified</source>
        <translation>香港繁体转简体</translation>
    </message>
    <message>
        <source>Deterministic</source>
        <translation>确定性</translation>
    </message>
    <message>
        <source>How bytes become characters; auto detects it and names what it found.</source>
        <translation>字节如何变成字符；自动检测会说明检测结果。</translation>
    </message>
    <message>
        <source>How many blank lines in a row stay at most.</source>
        <translation>最多保留多少个连续的空行。</translation>
    </message>
    <message>
        <source>How many characters a bundled sample corpus is generated with.</source>
        <translation>自带样本语料生成的字符数。</translation>
    </message>
    <message>
        <source>How many characters in a row are one shingle; case and punctuation do not count.</source>
        <translation>连续多少个字符构成一个片段；大小写和标点不计。</translation>
    </message>
    <message>
        <source>How many characters the Markov sample looks back; more is harder to learn.</source>
        <translation>马尔可夫样本回看多少个字符；越多越难学。</translation>
    </message>
    <message>
        <source>How many noised copies of each training document are added; 0 turns it off. They help a classifier and a small text; a generator also learns to write the noise.</source>
        <translation>为每篇训练文档添加多少份加噪副本；0 表示关闭。对分类器和小文本有帮助；生成模型也会学着写出噪声。</translation>
    </message>
    <message>
        <source>How many of the last tokens the network sees.</source>
        <translation>网络能看到最后多少个词元。</translation>
    </message>
    <message>
        <source>How many of the newest checkpoints are kept, beside the best one.</source>
        <translation>除最佳检查点外，保留多少个最新的检查点。</translation>
    </message>
    <message>
        <source>How many tokens to learn; the 256 bytes and the common characters are among them.</source>
        <translation>要学习多少个词元；其中包括 256 个字节和常用字符。</translation>
    </message>
    <message>
        <source>How many tokens to learn; the 256 bytes are always among them.</source>
        <translation>要学习多少个词元；总是包含 256 个字节。</translation>
    </message>
    <message>
        <source>How many tokens to learn; the common characters are among them.</source>
        <translation>要学习多少个词元；其中包括常用字符。</translation>
    </message>
    <message>
        <source>How many words to know, the most frequent first.</source>
        <translation>要认识多少个词，最常见的优先。</translation>
    </message>
    <message>
        <source>How often a pair must occur to become a token.</source>
        <translation>一对词元要出现多少次才能成为新词元。</translation>
    </message>
    <message>
        <source>How often a word must occur to become a token.</source>
        <translation>一个词要出现多少次才能成为词元。</translation>
    </message>
    <message>
        <source>How often the documents of the first source are taken: 2 takes each twice, 0.5 a random half of them.</source>
        <translation>第一个来源的文档被取用的次数：2 表示每篇取两次，0.5 表示随机取一半。</translation>
    </message>
    <message>
        <source>How often the documents of this source are taken: 2 takes each twice, 0.5 a random half of them.</source>
        <translation>此来源的文档被取用的次数：2 表示每篇取两次，0.5 表示随机取一半。</translation>
    </message>
    <message>
        <source>How processes that torchrun started share the model: each holds a copy, or a part. Else without effect.</source>
        <translation>torchrun 启动的进程如何分担模型：各持一份副本，或各持一部分。否则不起作用。</translation>
    </message>
    <message>
        <source>How strongly weight matrices are pulled towards zero; norms, biases and embeddings are spared.</source>
        <translation>权重矩阵被拉向零的强度；归一化、偏置和嵌入不受影响。</translation>
    </message>
    <message>
        <source>How sure the judgement must be to leave a document out; less sure, it stays.</source>
        <translation>判断有多大把握才略去文档；把握不足则保留。</translation>
    </message>
    <message>
        <source>How the text is cut into words first; no token reaches beyond one. As GPT-2: letters, digits and signs apart, with the space before them. As GPT-4: digits in threes. Han apart: as GPT-2, each Chinese character alone.</source>
        <translation>先怎样把文本切成词；词元不会超出一个词。同 GPT-2：字母、数字和符号分开，各带前面的空格。同 GPT-4：数字三位一组。汉字分开：同 GPT-2，每个汉字单独成词。</translation>
    </message>
    <message>
        <source>How this source&apos;s text is composed from columns.</source>
        <translation>如何由各列组成此来源的文本。</translation>
    </message>
    <message>
        <source>How validation and test are taken: the end of the text, whole documents or files at random, what a column of the table says, or other files.</source>
        <translation>如何取验证集和测试集：文本末尾、随机抽取的整篇文档或整个文件、由表格的某一列决定，或取自其他文件。</translation>
    </message>
    <message>
        <source>Ignore case</source>
        <translation>忽略大小写</translation>
    </message>
    <message>
        <source>Instead of e-mail</source>
        <translation>邮箱替换为</translation>
    </message>
    <message>
        <source>Instead of numbers</source>
        <translation>电话替换为</translation>
    </message>
    <message>
        <source>Instead of these</source>
        <translation>网址替换为</translation>
    </message>
    <message>
        <source>Invisible too</source>
        <translation>包括不可见字符</translation>
    </message>
    <message>
        <source>Japanese (Shift-JIS)</source>
        <translation>日文（Shift-JIS）</translation>
    </message>
    <message>
        <source>Judged from</source>
        <translation>起判长度</translation>
    </message>
    <message>
        <source>Katakana</source>
        <translation>片假名</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep only documents</source>
        <translation>只保留匹配的文档</translation>
    </message>
    <message>
        <source>Keeps only documents in languages of your choice.</source>
        <translation>只保留所选语言的文档。</translation>
    </message>
    <message>
        <source>L2 penalty added to the gradient of weight matrices; norms, biases and embeddings are spared.</source>
        <translation>加到权重矩阵梯度上的 L2 惩罚；归一化、偏置和嵌入不受影响。</translation>
    </message>
    <message>
        <source>LSTM</source>
        <translation>LSTM</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Learning rate of the last step.</source>
        <translation>最后一步的学习率。</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>Leave out documents</source>
        <translation>略去匹配的文档</translation>
    </message>
    <message>
        <source>Leaves out documents that are almost the same as an earlier one.</source>
        <translation>略去与之前某篇几乎相同的文档。</translation>
    </message>
    <message>
        <source>Leaves out documents that are the same as an earlier one.</source>
        <translation>略去与之前某篇相同的文档。</translation>
    </message>
    <message>
        <source>Leaves out documents that are too short or too long.</source>
        <translation>略去过短或过长的文档。</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Let torch.compile build code for this very model; costs some seconds first.</source>
        <translation>让 torch.compile 专为此模型生成代码；开始时要花几秒钟。</translation>
    </message>
    <message>
        <source>Letters and digits</source>
        <translation>字母和数字</translation>
    </message>
    <message>
        <source>Letters drawn by a rule whose lowest possible loss is known exactly: ln 3 = 1.0986.</source>
        <translation>按规则随机抽取的字母，其最低可能损失精确已知：ln 3 = 1.0986。</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Little: copies with small changes are learned by heart (Lee et al. 2022); where texts follow one form, such as laws or poems, it may remove too much.</source>
        <translation>影响很小：略有改动的副本会被模型背下来（Lee 等，2022）；对于格式固定的文本，例如法律条文或诗歌，可能删得过多。</translation>
    </message>
    <message>
        <source>Longer ones</source>
        <translation>过长时</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>最大长度</translation>
    </message>
    <message>
        <source>Longest gradient allowed; a longer one is scaled down. 0 turns it off.</source>
        <translation>允许的最大梯度范数；超过时按比例缩小。0 表示关闭。</translation>
    </message>
    <message>
        <source>Look ahead along the momentum before measuring the gradient.</source>
        <translation>计算梯度之前，先沿动量方向向前看。</translation>
    </message>
    <message>
        <source>Lower case</source>
        <translation>小写</translation>
    </message>
    <message>
        <source>MLP (fixed window)</source>
        <translation>MLP（固定窗口）</translation>
    </message>
    <message>
        <source>Mainland to Taiwan</source>
        <translation>大陆简体转台湾正体</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Markov order</source>
        <translation>马尔可夫阶数</translation>
    </message>
    <message>
        <source>Markov source</source>
        <translation>马尔可夫源</translation>
    </message>
    <message>
        <source>Marks that stay, one beside the other.</source>
        <translation>要保留的标点，一个接一个写出。</translation>
    </message>
    <message>
        <source>Mask addresses</source>
        <translation>遮盖地址</translation>
    </message>
    <message>
        <source>Matrix products</source>
        <translation>矩阵乘法</translation>
    </message>
    <message>
        <source>Memory of the gradient&apos;s running mean (momentum).</source>
        <translation>梯度滑动平均的记忆系数（动量）。</translation>
    </message>
    <message>
        <source>Memory of the gradient&apos;s running square.</source>
        <translation>梯度平方滑动平均的记忆系数。</translation>
    </message>
    <message>
        <source>Minimum frequency</source>
        <translation>最小频次</translation>
    </message>
    <message>
        <source>Mixture seed</source>
        <translation>混合种子</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>More sources</source>
        <translation>更多来源</translation>
    </message>
    <message>
        <source>Most tokens to generate.</source>
        <translation>最多生成的词元数。</translation>
    </message>
    <message>
        <source>NFC</source>
        <translation>NFC</translation>
    </message>
    <message>
        <source>NFC costs nothing and saves tokens; NFKC also rewrites ligatures, superscripts and full-width forms, which the model then can neither read nor write.</source>
        <translation>NFC 没有代价，还能节省词元；NFKC 还会改写连字、上标和全角形式，模型因此既读不到也写不出它们。</translation>
    </message>
    <message>
        <source>NFC joins letters with their accents; NFKC also replaces characters that differ only in appearance.</source>
        <translation>NFC 把字母与重音符号合并；NFKC 还会替换只在外观上不同的字符。</translation>
    </message>
    <message>
        <source>NFKC</source>
        <translation>NFKC</translation>
    </message>
    <message>
        <source>Names of columns</source>
        <translation>列名</translation>
    </message>
    <message>
        <source>Near duplicates</source>
        <translation>近似重复</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Noise seed</source>
        <translation>噪声种子</translation>
    </message>
    <message>
        <source>Noised copies</source>
        <translation>加噪副本</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Normalizer</source>
        <translation>规范化</translation>
    </message>
    <message>
        <source>Nothing: repeated documents are learned by heart and make the validation loss look better than it is.</source>
        <translation>没有代价：重复的文档会被背下来，使验证损失看起来比实际更好。</translation>
    </message>
    <message>
        <source>Number format of the heavy arithmetic; weights are always kept in 32 bits.</source>
        <translation>主要运算所用的数值格式；权重始终以 32 位保存。</translation>
    </message>
    <message>
        <source>Number of hidden layers.</source>
        <translation>隐藏层的层数。</translation>
    </message>
    <message>
        <source>Number of recurrent layers stacked on each other.</source>
        <translation>叠加的循环层数。</translation>
    </message>
    <message>
        <source>Number of transformer blocks stacked on each other.</source>
        <translation>叠加的 Transformer 块数。</translation>
    </message>
    <message>
        <source>Number of weight updates.</source>
        <translation>权重更新的次数。</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>On a GPU: only kernels that give the same bits each time, so that a run that was stopped goes on exactly and can be verified; slower. A processor gives the same bits anyway.</source>
        <translation>用于 GPU：只使用每次都给出相同二进制位的内核，使停止过的运行能精确地继续并可验证；速度较慢。处理器本来每次都相同。</translation>
    </message>
    <message>
        <source>On a fault</source>
        <translation>出错时</translation>
    </message>
    <message>
        <source>On divergence</source>
        <translation>发散时</translation>
    </message>
    <message>
        <source>One token for each character that occurs in the text; small and easy to follow.</source>
        <translation>文本中每个字符一个词元；小而易懂。</translation>
    </message>
    <message>
        <source>One token for each frequent word or sign; all other words are unknown and lost.</source>
        <translation>每个常见的词或符号是一个词元；其他词都成为未知，无法还原。</translation>
    </message>
    <message>
        <source>One token for each of the 256 byte values; can write any text of any language.</source>
        <translation>256 个字节值各一个词元；能写任何语言。</translation>
    </message>
    <message>
        <source>Other files</source>
        <translation>其他文件</translation>
    </message>
    <message>
        <source>Other sources that belong to the text, each with a weight; with 1 for all they follow one another.</source>
        <translation>同属该文本的其他来源，各有权重；权重都为 1 时依次相接。</translation>
    </message>
    <message>
        <source>Own pattern</source>
        <translation>自定义模式</translation>
    </message>
    <message>
        <source>Own words</source>
        <translation>自定义词</translation>
    </message>
    <message>
        <source>Parts of a batch that are computed at the same time, each by its part of the threads; 1 divides nothing.</source>
        <translation>把一个批次分成几份同时计算，每份使用一部分线程；1 表示不分份。</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>处理器（CPU）</translation>
    </message>
    <message>
        <source>Processor threads for the arithmetic; 0 takes one for each physical core.</source>
        <translation>用于运算的处理器线程数；0 表示每个物理核心一个。</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Punctuation</source>
        <translation>标点</translation>
    </message>
    <message>
        <source>PyTorch&apos;s choice</source>
        <translation>PyTorch 的选择</translation>
    </message>
    <message>
        <source>Reads token by token and carries a gated long and short memory (Hochreiter and Schmidhuber 1997).</source>
        <translation>逐个读取词元，带有门控的长短期记忆（Hochreiter 和 Schmidhuber，1997）。</translation>
    </message>
    <message>
        <source>Recompute activations</source>
        <translation>重新计算激活值</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Remove Chinese ones such as 的, 了 and 我们; words are found by a dictionary.</source>
        <translation>删除中文停用词，例如“的”“了”“我们”；用词典分词。</translation>
    </message>
    <message>
        <source>Remove English ones such as the, of and is.</source>
        <translation>删除英文停用词，例如 the、of、is。</translation>
    </message>
    <message>
        <source>Remove emoji with their skin tones and joiners.</source>
        <translation>删除表情符号及其肤色修饰符和连接符。</translation>
    </message>
    <message>
        <source>Remove mathematical signs, currencies, arrows, boxes and other symbols.</source>
        <translation>删除数学符号、货币符号、箭头、方框等符号。</translation>
    </message>
    <message>
        <source>Remove private and unassigned characters, and the sign for one that could not be read.</source>
        <translation>删除私用和未分配的字符，以及表示无法读取的替换符号。</translation>
    </message>
    <message>
        <source>Remove spaces before the end of a line.</source>
        <translation>删除行尾之前的空格。</translation>
    </message>
    <message>
        <source>Removes characters that steer devices and show nothing; line ends and tabs stay.</source>
        <translation>删除用来控制设备、不显示任何内容的字符；换行符和制表符保留。</translation>
    </message>
    <message>
        <source>Removes emoji, symbols, and characters that mean nothing to anybody else.</source>
        <translation>删除表情符号、符号，以及对他人没有意义的字符。</translation>
    </message>
    <message>
        <source>Removes full stops, commas, quotation marks, brackets and the like, of every script.</source>
        <translation>删除各种文字的句号、逗号、引号、括号等标点。</translation>
    </message>
    <message>
        <source>Removes tags, comments, scripts and styles, and puts line ends where blocks ended.</source>
        <translation>删除标签、注释、脚本和样式，并在块结束处换行。</translation>
    </message>
    <message>
        <source>Removes the commonest words, which say little about a text&apos;s topic.</source>
        <translation>删除最常见的词，它们几乎不反映文本的主题。</translation>
    </message>
    <message>
        <source>Replace addresses such as name@example.org.</source>
        <translation>替换形如 name@example.org 的地址。</translation>
    </message>
    <message>
        <source>Replace by a space</source>
        <translation>替换为空格</translation>
    </message>
    <message>
        <source>Replace matches</source>
        <translation>替换匹配的内容</translation>
    </message>
    <message>
        <source>Replace numbers with a country code, in North American form, and Chinese mobile and area-code numbers.</source>
        <translation>替换带国家代码的号码、北美格式的号码，以及中国的手机号和带区号的号码。</translation>
    </message>
    <message>
        <source>Replace what begins with http://, https://, ftp:// or www.</source>
        <translation>替换以 http://、https://、ftp:// 或 www. 开头的内容。</translation>
    </message>
    <message>
        <source>Replacement</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Replaces web addresses, e-mail addresses and telephone numbers by a word of your choice.</source>
        <translation>把网址、电子邮箱和电话号码替换为您指定的词。</translation>
    </message>
    <message>
        <source>Replaces what a regular expression finds, or filters documents by it.</source>
        <translation>替换正则表达式匹配的内容，或据此筛选文档。</translation>
    </message>
    <message>
        <source>Runs of spaces</source>
        <translation>连续空格</translation>
    </message>
    <message>
        <source>SGD with momentum</source>
        <translation>带动量的 SGD</translation>
    </message>
    <message>
        <source>Sample seed</source>
        <translation>样本种子</translation>
    </message>
    <message>
        <source>Sample size</source>
        <translation>样本大小</translation>
    </message>
    <message>
        <source>Saves many tokens of web pages; the model then cannot write HTML.</source>
        <translation>为网页节省大量词元；模型因此不会写 HTML。</translation>
    </message>
    <message>
        <source>Saves tokens in prose; in source code and tables the model then cannot learn indentation and columns.</source>
        <translation>对普通文章可节省词元；对源代码和表格，模型因此学不到缩进和列。</translation>
    </message>
    <message>
        <source>Saves tokens where both forms are mixed in Chinese or Japanese texts; the model writes only one of them.</source>
        <translation>中文或日文文本中全角半角混用时可节省词元；模型只会写其中一种。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Sees only the last few tokens, side by side, through plain layers (Bengio et al. 2003).</source>
        <translation>只把最后几个词元并排送入普通层（Bengio 等，2003）。</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>分隔文本</translation>
    </message>
    <message>
        <source>Sequences looked at together.</source>
        <translation>一起处理的序列数。</translation>
    </message>
    <message>
        <source>Share of a copy&apos;s words in whose place stands another, drawn as often as it occurs in the text.</source>
        <translation>副本中被替换为其他词的词所占比例；替换词按其在文本中出现的频率抽取。</translation>
    </message>
    <message>
        <source>Share of a copy&apos;s words that are left out.</source>
        <translation>副本中被略去的词所占比例。</translation>
    </message>
    <message>
        <source>Share of a copy&apos;s words that change places with the next one.</source>
        <translation>副本中与后一个词交换位置的词所占比例。</translation>
    </message>
    <message>
        <source>Share of activations set to zero in training, against overfitting.</source>
        <translation>训练时置零的激活值比例，用于防止过拟合。</translation>
    </message>
    <message>
        <source>Share of shingles that two documents must have in common to count as copies.</source>
        <translation>两篇文档共有的片段（shingle）达到多大比例才算副本。</translation>
    </message>
    <message>
        <source>Share of the last update carried into the next.</source>
        <translation>上次更新带入下一次的比例。</translation>
    </message>
    <message>
        <source>Shingle size</source>
        <translation>片段长度</translation>
    </message>
    <message>
        <source>Short scraps teach little, and very long documents weigh more than others; what is left out is not learned.</source>
        <translation>零碎的短文教不了多少东西，极长的文档又分量过重；被略去的内容学不到。</translation>
    </message>
    <message>
        <source>Shortest</source>
        <translation>最小长度</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>Simple RNN</source>
        <translation>简单 RNN</translation>
    </message>
    <message>
        <source>Simplified to Hong Kong</source>
        <translation>简体转香港繁体</translation>
    </message>
    <message>
        <source>Simplified to traditional</source>
        <translation>简体转繁体</translation>
    </message>
    <message>
        <source>Size of each hidden layer.</source>
        <translation>每个隐藏层的大小。</translation>
    </message>
    <message>
        <source>Size of one update: the schedule&apos;s peak. Too high diverges, too low crawls.</source>
        <translation>单次更新的大小，即调度的峰值。太高会发散，太低则很慢。</translation>
    </message>
    <message>
        <source>Size of the hidden state of each layer, and of a token&apos;s vector.</source>
        <translation>每层隐藏状态的大小，也是词元向量的大小。</translation>
    </message>
    <message>
        <source>Size of the vector that stands for one token.</source>
        <translation>表示一个词元的向量的大小。</translation>
    </message>
    <message>
        <source>Small number that keeps the division safe.</source>
        <translation>保证除法安全的小数。</translation>
    </message>
    <message>
        <source>Small stories</source>
        <translation>小故事</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Special characters</source>
        <translation>特殊字符</translation>
    </message>
    <message>
        <source>Special tokens</source>
        <translation>特殊词元</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Split column</source>
        <translation>划分列</translation>
    </message>
    <message>
        <source>Split seed</source>
        <translation>划分种子</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Steps between two measurements on the validation text.</source>
        <translation>两次在验证文本上测量之间的步数。</translation>
    </message>
    <message>
        <source>Steps between two saved states; the end and the best are always saved.</source>
        <translation>两次保存状态之间的步数；最终和最佳状态总会保存。</translation>
    </message>
    <message>
        <source>Steps over which the learning rate rises in a straight line to its peak.</source>
        <translation>学习率沿直线升到峰值所用的步数。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop words</source>
        <translation>停用词</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>Taiwan to mainland</source>
        <translation>台湾正体转大陆简体</translation>
    </message>
    <message>
        <source>Telephone numbers</source>
        <translation>电话号码</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Test file</source>
        <translation>测试文件</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>测试集比例</translation>
    </message>
    <message>
        <source>Test values</source>
        <translation>测试值</translation>
    </message>
    <message>
        <source>Text columns</source>
        <translation>文本列</translation>
    </message>
    <message>
        <source>Texts of both scripts share their tokens; the model writes only one script, and a few words come out wrong where the conversion is ambiguous.</source>
        <translation>简繁两种文本共用词元；模型只会写其中一种，转换有歧义时会有少数词出错。</translation>
    </message>
    <message>
        <source>The column of the table that says to which part a row belongs; empty takes the one that looks like it.</source>
        <translation>表格中说明各行属于哪一部分的列；留空则取看起来像的一列。</translation>
    </message>
    <message>
        <source>The columns of a table that hold the text, separated by commas; empty takes the likeliest one.</source>
        <translation>表格中含文本的列，以逗号分隔；留空则取最像文本的一列。</translation>
    </message>
    <message>
        <source>The columns of this source&apos;s table that hold the text.</source>
        <translation>此来源的表格中含文本的列。</translation>
    </message>
    <message>
        <source>The file, folder or archive for the last test, read like the source; empty takes the test share of the source&apos;s documents.</source>
        <translation>用于最后测试的文件、文件夹或压缩包，读取方式与来源相同；留空则按测试集比例取来源的文档。</translation>
    </message>
    <message>
        <source>The file, folder or archive to measure on, read like the source; empty takes the validation share of the source&apos;s documents.</source>
        <translation>用于测量的文件、文件夹或压缩包，读取方式与来源相同；留空则按验证集比例取来源的文档。</translation>
    </message>
    <message>
        <source>The longest that a page of a PDF document may take to be read; after it the page is a fault.</source>
        <translation>读取 PDF 文档一页最多可用的时间；超过后该页视为错误。</translation>
    </message>
    <message>
        <source>The longest that the pattern may take for one document, or for each million characters of a long one.</source>
        <translation>模式处理一篇文档（长文档则为每一百万字符）最多可用的时间。</translation>
    </message>
    <message>
        <source>The part of the text that is kept out of training and validation, for a last test with workbench evaluate RUN --part test; 0 keeps none.</source>
        <translation>不参与训练和验证、留作最后测试的部分（用 workbench evaluate RUN --part test 测试）；0 表示不留。</translation>
    </message>
    <message>
        <source>The part of the text that is kept out of training to measure honestly.</source>
        <translation>不参与训练、用于如实测量的部分。</translation>
    </message>
    <message>
        <source>The pieces that explain this text best, each text cut in its likeliest way.</source>
        <translation>最能解释本文本的片段；文本按最可能的方式切分。</translation>
    </message>
    <message>
        <source>The same learning rate from the warm-up to the end.</source>
        <translation>从预热结束直到最后，学习率保持不变。</translation>
    </message>
    <message>
        <source>The same seed gives the same copies.</source>
        <translation>相同的种子得到相同的副本。</translation>
    </message>
    <message>
        <source>The same seed gives the same run on the same machine.</source>
        <translation>在同一台机器上，相同的种子得到相同的运行。</translation>
    </message>
    <message>
        <source>The same seed, prompt and weights give the same text.</source>
        <translation>相同的种子、提示词和权重得到相同的文本。</translation>
    </message>
    <message>
        <source>The simple recurrent network, one tanh layer of memory (Elman 1990).</source>
        <translation>简单循环网络，记忆为一层 tanh（Elman，1990）。</translation>
    </message>
    <message>
        <source>The steps of cleaning, taken from the first to the last; none leaves the text as it is.</source>
        <translation>清洗步骤，从第一步到最后一步依次进行；没有步骤则文本保持原样。</translation>
    </message>
    <message>
        <source>The text that stands between two documents, where documents are divided by marks.</source>
        <translation>以标记划分文档时，两篇文档之间的文本。</translation>
    </message>
    <message>
        <source>The text that the model continues.</source>
        <translation>由模型续写的文本。</translation>
    </message>
    <message>
        <source>The values of the split column that mean test, separated by commas; empty takes the usual ones.</source>
        <translation>划分列中表示测试的值，以逗号分隔；留空则取常用的值。</translation>
    </message>
    <message>
        <source>The values of the split column that mean validation, separated by commas; empty takes the usual ones, such as validation, valid and dev.</source>
        <translation>划分列中表示验证的值，以逗号分隔；留空则取常用的值，例如 validation、valid 和 dev。</translation>
    </message>
    <message>
        <source>The vocabulary and the model serve these languages alone; short or mixed documents are sometimes misjudged.</source>
        <translation>词表和模型只为这些语言服务；短文档或多语混杂的文档有时会被误判。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>Time for a page</source>
        <translation>每页时限</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>时间限制</translation>
    </message>
    <message>
        <source>To full width</source>
        <translation>转为全角</translation>
    </message>
    <message>
        <source>To half width</source>
        <translation>转为半角</translation>
    </message>
    <message>
        <source>Tokens in one sequence: how far the model can look back.</source>
        <translation>一个序列中的词元数：模型能回看多远。</translation>
    </message>
    <message>
        <source>Tokens per measurement during training, evenly spaced; 0 takes all. The last one takes all.</source>
        <translation>训练中每次测量所用的词元数，均匀选取；0 表示全部。最后一次总用全部。</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Traditional to simplified</source>
        <translation>繁体转简体</translation>
    </message>
    <message>
        <source>Treatment</source>
        <translation>处理方式</translation>
    </message>
    <message>
        <source>UTF-16</source>
        <translation>UTF-16</translation>
    </message>
    <message>
        <source>UTF-8</source>
        <translation>UTF-8</translation>
    </message>
    <message>
        <source>Unicode normalisation</source>
        <translation>Unicode 规范化</translation>
    </message>
    <message>
        <source>Unigram</source>
        <translation>一元模型（Unigram）</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知字符</translation>
    </message>
    <message>
        <source>Unusual spaces</source>
        <translation>特殊空格</translation>
    </message>
    <message>
        <source>Usually nothing: they only waste tokens. But the joiners among the invisible ones matter in emoji, Persian and the scripts of India.</source>
        <translation>通常没有代价：它们只是浪费词元。但其中不可见的连接符在表情符号、波斯文和印度各种文字中有意义。</translation>
    </message>
    <message>
        <source>Validation file</source>
        <translation>验证文件</translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation>验证集比例</translation>
    </message>
    <message>
        <source>Validation values</source>
        <translation>验证值</translation>
    </message>
    <message>
        <source>Vocabulary size</source>
        <translation>词表大小</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Web addresses</source>
        <translation>网址</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Weight averaging</source>
        <translation>权重平均</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Western (Latin-1)</source>
        <translation>西欧（Latin-1）</translation>
    </message>
    <message>
        <source>Western (Windows-1252)</source>
        <translation>西欧（Windows-1252）</translation>
    </message>
    <message>
        <source>What is one document of a plain text: the whole file, or the parts between blank lines, form feeds or marks.</source>
        <translation>纯文本的一篇文档是什么：整个文件，或空行、换页符或标记之间的部分。</translation>
    </message>
    <message>
        <source>What is put between two documents; a blank line by default.</source>
        <translation>两篇文档之间放入的内容；默认为一个空行。</translation>
    </message>
    <message>
        <source>What stands in place of a match; \1 is the first group. Only where matches are replaced.</source>
        <translation>用来代替匹配内容的文本；\1 是第一个分组。仅在替换匹配内容时有效。</translation>
    </message>
    <message>
        <source>What stands in place of a telephone number.</source>
        <translation>用来代替电话号码的文本。</translation>
    </message>
    <message>
        <source>What stands in place of a web address; it may be empty.</source>
        <translation>用来代替网址的文本；可以为空。</translation>
    </message>
    <message>
        <source>What stands in place of an e-mail address.</source>
        <translation>用来代替电子邮箱的文本。</translation>
    </message>
    <message>
        <source>What to do where a file is broken: stop and say where, or leave that out, count it and go on.</source>
        <translation>文件有损坏时怎么办：停止并指出位置，或略去、计数并继续。</translation>
    </message>
    <message>
        <source>When the loss is no finite number any more: stop, or go back to the last good checkpoint and go on at half the learning rate, up to three times, further back each time that it diverges again.</source>
        <translation>当损失不再是有限数值时：停止，或退回到最后的完好检查点，以一半的学习率继续，最多三次；每次再次发散时退回得更远。</translation>
    </message>
    <message>
        <source>Where the arithmetic is done; automatic takes an NVIDIA/AMD GPU, else an Apple GPU, else the processor.</source>
        <translation>在哪里运算；自动依次选用 NVIDIA/AMD GPU、Apple GPU、处理器。</translation>
    </message>
    <message>
        <source>Whether a document that is too long is left out, or cut at its longest length.</source>
        <translation>过长的文档是略去，还是在最大长度处截断。</translation>
    </message>
    <message>
        <source>Whether a mark leaves nothing behind, or a space.</source>
        <translation>标点删去后不留任何内容，还是留一个空格。</translation>
    </message>
    <message>
        <source>Whether capital and small letters match each other.</source>
        <translation>大写和小写字母是否相互匹配。</translation>
    </message>
    <message>
        <source>Whether each match is replaced, or documents with a match are left out, or only those are kept.</source>
        <translation>替换每处匹配的内容、略去有匹配的文档，还是只保留这些文档。</translation>
    </message>
    <message>
        <source>Whether the first row of a CSV or TSV file names the columns; else they are called 1, 2, 3.</source>
        <translation>CSV 或 TSV 文件的第一行是否为列名；否则各列称为 1、2、3。</translation>
    </message>
    <message>
        <source>Whether the step is taken; one that is off keeps its place and settings.</source>
        <translation>是否执行该步骤；关闭的步骤保留位置和设置。</translation>
    </message>
    <message>
        <source>Which differences do not count.</source>
        <translation>哪些差异不算不同。</translation>
    </message>
    <message>
        <source>Which files of a folder or an archive to read; * stands for anything, as in *.txt. Empty takes all texts.</source>
        <translation>读取文件夹或压缩包中的哪些文件；* 代表任意字符，例如 *.txt。留空则读取全部文本。</translation>
    </message>
    <message>
        <source>Which kernel computes attention: flash needs little memory, math is the plain formula.</source>
        <translation>用哪种内核计算注意力：Flash 占用内存少，“普通”就是公式本身。</translation>
    </message>
    <message>
        <source>Which library computes products of 32-bit floats on the processor; automatic tries both in long runs.</source>
        <translation>在处理器上由哪个库计算 32 位浮点乘积；自动会在较长的训练中两者都试。</translation>
    </message>
    <message>
        <source>White space</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Whole files</source>
        <translation>整个文件</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>Word dropout</source>
        <translation>略去词</translation>
    </message>
    <message>
        <source>Word noise</source>
        <translation>替换词</translation>
    </message>
    <message>
        <source>Word swap</source>
        <translation>交换词</translation>
    </message>
    <message>
        <source>WordPiece</source>
        <translation>词片（WordPiece）</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词的切法</translation>
    </message>
    <message>
        <source>Words that are always one token each, separated by spaces, such as &lt;|endoftext|&gt;.</source>
        <translation>始终各为一个词元的词，用空格分开，例如 &lt;|endoftext|&gt;。</translation>
    </message>
    <message>
        <source>Write half-width katakana in full width; only where the direction is half width.</source>
        <translation>把半角片假名写成全角；仅在方向为半角时有效。</translation>
    </message>
    <message>
        <source>Write named and numbered characters such as &amp;amp; and &amp;#8217; as the characters they mean.</source>
        <translation>把 &amp;amp; 和 &amp;#8217; 这样的命名或编号字符写成它们所代表的字符。</translation>
    </message>
    <message>
        <source>Write no-break, thin, full-width and other spaces as plain ones, and every kind of line end as a line feed.</source>
        <translation>把不换行空格、窄空格、全角空格等都写成普通空格，把各种换行符都写成换行（LF）。</translation>
    </message>
    <message>
        <source>Write several spaces or tabs in a row as one space.</source>
        <translation>把连续的多个空格或制表符写成一个空格。</translation>
    </message>
    <message>
        <source>Writes capital letters as small ones.</source>
        <translation>把大写字母写成小写。</translation>
    </message>
    <message>
        <source>Writes characters that look the same in one way.</source>
        <translation>把看起来相同的字符统一成一种写法。</translation>
    </message>
    <message>
        <source>Writes full-width letters as ordinary ones, or the other way.</source>
        <translation>把全角字母写成普通字母，或反过来。</translation>
    </message>
    <message>
        <source>Writes traditional Chinese as simplified, or the other way, word by word.</source>
        <translation>按词把繁体中文转换为简体，或反过来。</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>批</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>checkpoints</source>
        <translation>个</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>行</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>oneDNN</source>
        <translation>oneDNN</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>sequences</source>
        <translation>条序列</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
</context>
<context>
    <name>states</name>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
</context>
<context>
    <name>verdict</name>
    <message>
        <source>Checkpoint of step {step}, {kind}: {differing} of {elements} elements of {name} differ, by {largest} at most; the first is {recorded} there, and {replayed} now.</source>
        <translation>第 {step} 步的检查点，{kind}：{name} 的 {elements} 个元素中有 {differing} 个不同，最大相差 {largest}；其中第一个记录为 {recorded}，现在为 {replayed}。</translation>
    </message>
    <message>
        <source>Evaluation at step {step}: {name} was recorded as {recorded}, and is {replayed} now.</source>
        <translation>第 {step} 步的评估：{name} 记录为 {recorded}，现在为 {replayed}。</translation>
    </message>
    <message>
        <source>Identical, bit for bit: {steps} steps, {evaluations} evaluations and {checkpoints} checkpoints, from step {first} to {last}.</source>
        <translation>逐位相同：从第 {first} 步到第 {last} 步，共 {steps} 步、{evaluations} 次评估和 {checkpoints} 个检查点。</translation>
    </message>
    <message>
        <source>Step {step}: {name} was recorded as {recorded}, and is {replayed} now.</source>
        <translation>第 {step} 步：{name} 记录为 {recorded}，现在为 {replayed}。</translation>
    </message>
    <message>
        <source>Step {step}: {problem}</source>
        <translation>第 {step} 步：{problem}</translation>
    </message>
    <message>
        <source>Stopped. Until step {last} all is identical: {steps} steps and {checkpoints} checkpoints.</source>
        <translation>已停止。到第 {last} 步为止全部相同：{steps} 步和 {checkpoints} 个检查点。</translation>
    </message>
    <message>
        <source>The run differs from its record. Compared: {steps} steps and {checkpoints} checkpoints.</source>
        <translation>运行与其记录不同。已比较：{steps} 步和 {checkpoints} 个检查点。</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
</context>
<context>
    <name>workshop</name>
    <message>
        <source>A document begins here.</source>
        <translation>一篇文档从这里开始。</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>阿拉伯语</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Chinese characters</source>
        <translation>汉字</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>荷兰语</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英语</translation>
    </message>
    <message>
        <source>French</source>
        <translation>法语</translation>
    </message>
    <message>
        <source>German</source>
        <translation>德语</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>印地语</translation>
    </message>
    <message>
        <source>In the source: {rate} of a million tokens</source>
        <translation>在来源中：每百万词元 {rate} 个</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>意大利语</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日语</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>韩语</translation>
    </message>
    <message>
        <source>Latin</source>
        <translation>拉丁语</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>字母</translation>
    </message>
    <message>
        <source>Looked at: one part in {every}, spread evenly over the text.</source>
        <translation>查看了：全文中均匀分布的每 {every} 份中的一份。</translation>
    </message>
    <message>
        <source>Looked at: the first {count} characters.</source>
        <translation>检查范围：前 {count} 个字符。</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>波兰语</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>葡萄牙语</translation>
    </message>
    <message>
        <source>Punctuation</source>
        <translation>标点</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>俄语</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>西班牙语</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>The other tokenizer cuts differently here.</source>
        <translation>另一个分词器在此处切法不同。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>土耳其语</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>乌克兰语</translation>
    </message>
    <message>
        <source>Unknown: there is no id for what stands here.</source>
        <translation>未知：此处的内容没有编号。</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>越南语</translation>
    </message>
    <message>
        <source>White space</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>{count} of {units} documents ({share} %) are nearly like an earlier one.</source>
        <translation>{units} 个文档中有 {count} 个（{share} %）与之前的某个几乎相同。</translation>
    </message>
    <message>
        <source>{count} of {units} documents ({share} %) occurred before.</source>
        <translation>{units} 篇文档中有 {count} 篇（{share} %）此前出现过。</translation>
    </message>
    <message>
        <source>{count} of {units} lines ({share} %) are nearly like an earlier one.</source>
        <translation>{units} 行中有 {count} 行（{share} %）与之前的某行几乎相同。</translation>
    </message>
    <message>
        <source>{count} of {units} lines ({share} %) occurred before.</source>
        <translation>{units} 行中有 {count} 行（{share} %）此前出现过。</translation>
    </message>
    <message>
        <source>“{text}”  id {id}
Bytes: {bytes}
In this text: {count}</source>
        <translation>“{text}”  编号 {id}
字节：{bytes}
在此文本中：{count}</translation>
    </message>
    <message>
        <source>“{text}”  id {id}
Bytes: {bytes}
Token {place} of the training text</source>
        <translation>“{text}”  编号 {id}
字节：{bytes}
训练文本的第 {place} 个词元</translation>
    </message>
</context>
</TS>
